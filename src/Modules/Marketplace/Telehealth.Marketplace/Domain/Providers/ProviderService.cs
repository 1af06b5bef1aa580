using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>A service a provider offers, with a price per mode and currency (MKT-03).</summary>
internal sealed class ProviderService : AggregateRoot
{
    private ProviderService() { }

    public ProviderService(ServiceId id, ProviderId providerId, ServiceTerms terms, Instant now)
    {
        Id = id;
        ProviderId = providerId;
        Change(terms, now);
    }

    /// <summary>Order of creation: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public ServiceId Id { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>Neutral: it is printed on documents.</summary>
    public string Name { get; private set; } = "";

    public string Category { get; private set; } = "";

    /// <summary>The channel it is sold through; requests take the newest version of its policy.</summary>
    public string PolicyId { get; private set; } = "";

    public int DurationMinutes { get; private set; }

    public int BufferBeforeMinutes { get; private set; }

    public int BufferAfterMinutes { get; private set; }

    public int MinLeadMinutes { get; private set; }

    public int HorizonDays { get; private set; }

    /// <summary>True when a free time is booked at once, without asking the provider (MKT-10).</summary>
    public bool InstantBooking { get; private set; }

    public List<ServicePrice> Prices { get; private set; } = [];

    public Instant UpdatedAt { get; private set; }

    public SlotShape Shape => new(DurationMinutes, BufferBeforeMinutes, BufferAfterMinutes);

    public void Change(ServiceTerms terms, Instant now)
    {
        Name = terms.Name.Trim();
        Category = terms.Category;
        PolicyId = terms.PolicyId;
        DurationMinutes = terms.DurationMinutes;
        BufferBeforeMinutes = terms.BufferBeforeMinutes;
        BufferAfterMinutes = terms.BufferAfterMinutes;
        MinLeadMinutes = terms.MinLeadMinutes;
        HorizonDays = terms.HorizonDays;
        InstantBooking = terms.InstantBooking;
        UpdatedAt = now;
        Reprice(terms.Prices);
    }

    /// <summary>The price in a mode; without a currency only when there is no choice.</summary>
    public Money? PriceOf(DeliveryModes mode, string? currency)
    {
        var fitting = Prices.Where(x => x.Mode == (int)mode && (currency is null || x.Currency == currency)).ToList();
        return fitting.Count == 1 ? fitting[0].Amount : null;
    }

    private void Reprice(IReadOnlyList<(DeliveryModes Mode, Money Price)> prices)
    {
        Prices.RemoveAll(x => !prices.Any(p => (int)p.Mode == x.Mode && p.Price.Currency.Code == x.Currency));
        foreach (var (mode, price) in prices)
        {
            var known = Prices.Find(x => x.Mode == (int)mode && x.Currency == price.Currency.Code);
            if (known is null)
            {
                Prices.Add(new ServicePrice(Id, ProviderId, mode, price));
            }
            else
            {
                known.Change(price);
            }
        }
    }
}

/// <summary>What a service costs in one mode and currency.</summary>
internal sealed class ServicePrice
{
    private ServicePrice() { }

    public ServicePrice(ServiceId serviceId, ProviderId providerId, DeliveryModes mode, Money price)
    {
        ServiceId = serviceId;
        ProviderId = providerId;
        Mode = (int)mode;
        Currency = price.Currency.Code;
        AmountMinor = price.Minor;
    }

    public ServiceId ServiceId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    /// <summary>One mode, as a number (<see cref="DeliveryModes"/>).</summary>
    public int Mode { get; private set; }

    public string Currency { get; private set; } = "";

    public long AmountMinor { get; private set; }

    public Money Amount => new(AmountMinor, BuildingBlocks.Currency.Of(Currency));

    public void Change(Money price) => AmountMinor = price.Minor;
}

/// <summary>The terms of a service.</summary>
internal sealed record ServiceTerms(
    string Name,
    string Category,
    string PolicyId,
    int DurationMinutes,
    int BufferBeforeMinutes,
    int BufferAfterMinutes,
    int MinLeadMinutes,
    int HorizonDays,
    IReadOnlyList<(DeliveryModes Mode, Money Price)> Prices,
    bool InstantBooking = false
);

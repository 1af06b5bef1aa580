using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>
/// A provider's calendar (MKT-05). Its version serialises every change: the open intervals are recomputed in the
/// transaction that raises it, so they never mix two plans.
/// </summary>
internal sealed class ProviderCalendar : AggregateRoot
{
    private ProviderCalendar() { }

    public ProviderCalendar(ProviderId providerId, string timeZone, Instant now)
    {
        ProviderId = providerId;
        TimeZone = timeZone;
        UpdatedAt = now;
        MaterialisedUntil = now;
    }

    public ProviderId ProviderId { get; private set; }

    /// <summary>IANA zone the plan is meant in.</summary>
    public string TimeZone { get; private set; } = "";

    public AvailabilityPlan Plan { get; private set; } = AvailabilityPlan.Empty;

    public Instant UpdatedAt { get; private set; }

    /// <summary>Up to when open intervals are written.</summary>
    public Instant MaterialisedUntil { get; private set; }

    public void Move(string timeZone, Instant now)
    {
        TimeZone = timeZone;
        UpdatedAt = now;
    }

    public void Change(AvailabilityPlan plan, Instant now)
    {
        Plan = plan.Since(now.InZone(Zone).Date.PlusDays(-1));
        UpdatedAt = now;
    }

    /// <summary>The open stretches from the provider's today for so many days; remembers how far that is.</summary>
    public List<OpenStretch> Materialise(Instant now, int days)
    {
        var today = now.InZone(Zone).Date;
        var until = today.PlusDays(days);
        MaterialisedUntil = Zone.AtStartOfDay(until).ToInstant();
        return OpenTime.Of(Plan, Zone, today, until);
    }

    private DateTimeZone Zone => DateTimeZoneProviders.Tzdb[TimeZone];
}

/// <summary>Open time as search and slots read it, one row a stretch.</summary>
internal sealed class OpenInterval
{
    public required ProviderId ProviderId { get; init; }

    public required Instant StartsAt { get; init; }

    public required Instant EndsAt { get; init; }

    /// <summary>The modes as a number (<see cref="DeliveryModes"/>).</summary>
    public required int Modes { get; init; }

    public required Guid VisibilitySetId { get; init; }
}

/// <summary>A provider may show time on the channel of a hub or partner (MKT-07).</summary>
internal sealed class ChannelAccess
{
    public required ProviderId ProviderId { get; init; }

    public required string Channel { get; init; }

    public required Instant Since { get; init; }
}

/// <summary>
/// A channel that sees the intervals of a visibility set; sets are kept per provider, so nobody waits for another.
/// </summary>
internal sealed class VisibilityChannel
{
    public required ProviderId ProviderId { get; init; }

    public required Guid SetId { get; init; }

    public required string Channel { get; init; }

    /// <summary>The set of these channels always has the same id.</summary>
    public static Guid IdOf(string channelKey) => Ids.Derive("marketplace", "visibility", channelKey);
}

using FluentValidation;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Features.Policies;

namespace Telehealth.Marketplace.Features.Services;

/// <summary>A service a provider offers (MKT-03).</summary>
/// <param name="Name">Neutral, since it is printed on documents, such as <c>Consultation, 50 minutes</c>.</param>
/// <param name="Category">One of the platform's categories.</param>
/// <param name="DurationMinutes">A multiple of five.</param>
/// <param name="Prices">One per mode and currency.</param>
/// <param name="BufferBeforeMinutes">Time kept free before, a multiple of five.</param>
/// <param name="BufferAfterMinutes">Time kept free after, a multiple of five.</param>
/// <param name="MinLeadMinutes">How long before the start it can be booked at the latest.</param>
/// <param name="HorizonDays">How far ahead it can be booked.</param>
/// <param name="Channel">
/// Whom clients buy it from: <c>marketplace.private</c>, the provider, when left out, or <c>marketplace.programme</c>,
/// the platform. A change counts for new requests only.
/// </param>
/// <param name="Instant">True when a free time is booked at once, without asking you (MKT-10).</param>
public sealed record ServiceBody(
    string Name,
    string Category,
    int DurationMinutes,
    IReadOnlyList<ModePriceBody> Prices,
    int BufferBeforeMinutes = 0,
    int BufferAfterMinutes = 0,
    int MinLeadMinutes = 0,
    int HorizonDays = 60,
    string? Channel = null,
    bool Instant = false
);

/// <summary>What a service costs in one mode.</summary>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="Price">In minor units; above zero.</param>
public sealed record ModePriceBody(string Mode, Money Price);

/// <summary>A service with its id and version.</summary>
/// <param name="Instant">True when a free time is booked at once, without asking the provider.</param>
/// <param name="Channel">The channel it is sold through, such as <c>marketplace.private</c>.</param>
/// <param name="ChannelLabel">The channel in words.</param>
/// <param name="SupplyModel">Who sells it to the client: the provider (agency) or the platform.</param>
/// <param name="Sale">Who sells and who holds it, and whose receipt the client gets, in words.</param>
public sealed record ServiceAnswer(
    ServiceId Id,
    ProviderId ProviderId,
    string Name,
    string Category,
    int DurationMinutes,
    IReadOnlyList<ModePriceBody> Prices,
    int BufferBeforeMinutes,
    int BufferAfterMinutes,
    int MinLeadMinutes,
    int HorizonDays,
    bool Instant,
    string Channel,
    string ChannelLabel,
    SupplyModel SupplyModel,
    string Sale,
    long Version
)
{
    internal static ServiceAnswer Of(ProviderService service, IReadOnlyDictionary<string, ChannelPolicy> channels) =>
        Of(service, channels[service.PolicyId]);

    internal static ServiceAnswer Of(ProviderService service, ChannelPolicy channel) =>
        new(
            service.Id,
            service.ProviderId,
            service.Name,
            service.Category,
            service.DurationMinutes,
            [
                .. service
                    .Prices.OrderBy(x => x.Mode)
                    .ThenBy(x => x.Currency, StringComparer.Ordinal)
                    .Select(x => new ModePriceBody(DeliveryModeNames.Of((DeliveryModes)x.Mode).Single(), x.Amount)),
            ],
            service.BufferBeforeMinutes,
            service.BufferAfterMinutes,
            service.MinLeadMinutes,
            service.HorizonDays,
            service.InstantBooking,
            channel.PolicyId,
            channel.Label,
            channel.SupplyModel,
            SaleWords.Of(channel.SupplyModel),
            service.Version
        );
}

/// <summary>What a service must look like, whether new or changed.</summary>
internal sealed class ServiceRules : AbstractValidator<ServiceBody>
{
    private const long HighestPriceMinor = 100_000_000;

    public ServiceRules(IOptions<MarketplaceOptions> configured)
    {
        var options = configured.Value;
        RuleFor(x => x.Name).Required();
        RuleFor(x => x.Name).OneLine(80).Printable();
        RuleFor(x => x.Category)
            .Must(options.AllCategories.Contains)
            .WithMessage($"Choose one of: {string.Join(", ", options.AllCategories)}.");
        RuleFor(x => x.DurationMinutes).Must(x => OnGrid(x, 5, 480)).WithMessage("5 to 480, in steps of five.");
        RuleFor(x => x.BufferBeforeMinutes).Must(x => OnGrid(x, 0, 120)).WithMessage("0 to 120, in steps of five.");
        RuleFor(x => x.BufferAfterMinutes).Must(x => OnGrid(x, 0, 120)).WithMessage("0 to 120, in steps of five.");
        RuleFor(x => x.MinLeadMinutes).InclusiveBetween(0, 43_200).WithMessage("0 to 43200 minutes (30 days).");
        RuleFor(x => x.HorizonDays)
            .InclusiveBetween(1, options.MaxHorizonDays)
            .WithMessage($"1 to {options.MaxHorizonDays} days.");
        RuleFor(x => x.Prices)
            .Must(x => x.Count is >= 1 and <= 60 && x.All(price => price is not null))
            .WithMessage("Give at least one price.");
        RuleFor(x => x.Prices)
            .Must(x => x.All(price => price is null || InputRules.IsMode(price.Mode)))
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.");
        RuleFor(x => x.Prices)
            .Must(x => x.All(price => price is null || price.Price.Minor is > 0 and <= HighestPriceMinor))
            .WithMessage("A price is above zero.");
        RuleFor(x => x.Prices)
            .Must(x => x.OfType<ModePriceBody>().DistinctBy(p => (p.Mode, p.Price.Currency)).Count() == x.Count)
            .WithMessage("One price per mode and currency.");
    }

    public static ServiceTerms TermsOf(ServiceBody body, ChannelPolicy channel) =>
        new(
            body.Name,
            body.Category,
            channel.PolicyId,
            body.DurationMinutes,
            body.BufferBeforeMinutes,
            body.BufferAfterMinutes,
            body.MinLeadMinutes,
            body.HorizonDays,
            [.. body.Prices.Select(x => (DeliveryModeNames.Parse([x.Mode]), x.Price))],
            body.Instant
        );

    /// <summary>Runs the rules for a command that carries a body, with the body's own field names.</summary>
    public static void Check<T>(ServiceRules rules, ServiceBody body, ValidationContext<T> context)
    {
        foreach (var failure in rules.Validate(body).Errors)
        {
            context.AddFailure(failure.PropertyName, failure.ErrorMessage);
        }
    }

    private static bool OnGrid(int minutes, int least, int most) =>
        minutes >= least && minutes <= most && minutes % Grid.StepMinutes == 0;
}

internal static class ServiceErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "marketplace.service-not-found",
        "There is no such service."
    );

    public static readonly Error TooMany = Error.Refused(
        "marketplace.too-many-services",
        "You have as many services as one provider can have. Remove one you no longer offer."
    );
}

using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Slots;

internal sealed class ListSlotsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/{id}/slots",
                async (
                    ProviderId id,
                    ServiceId serviceId,
                    string mode,
                    ISender sender,
                    CancellationToken ct,
                    string? from = null,
                    string? to = null,
                    string? zone = null,
                    int? every = null
                ) => (await sender.Send(new ListSlots(id, serviceId, mode, from, to, zone, every), ct)).ToHttp()
            )
            .AllowAnonymous()
            .WithName("ListSlots")
            .WithSummary("A provider's free starts for a service, in UTC and in your zone (at most 31 days a call)")
            .WithTags("Search")
            .Answers<SlotsAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>Free starts of a service.</summary>
/// <param name="ProviderZone">The provider's IANA zone.</param>
/// <param name="Zone">The zone of the local times.</param>
/// <param name="DurationMinutes">Length of a session.</param>
/// <param name="Items">In order.</param>
public sealed record SlotsAnswer(
    string ProviderZone,
    string Zone,
    int DurationMinutes,
    IReadOnlyList<SlotAnswer> Items
);

/// <summary>A free start.</summary>
/// <param name="StartsAt">UTC.</param>
/// <param name="EndsAt">UTC.</param>
/// <param name="LocalStart">The start in the viewer's zone, with its offset.</param>
/// <param name="ProviderLocalStart">The start in the provider's zone, with its offset.</param>
public sealed record SlotAnswer(Instant StartsAt, Instant EndsAt, string LocalStart, string ProviderLocalStart);

[Anonymous]
internal sealed record ListSlots(
    ProviderId ProviderId,
    ServiceId ServiceId,
    string Mode,
    string? From,
    string? To,
    string? Zone,
    int? Every
) : IQuery<SlotsAnswer>;

internal sealed class ListSlotsValidator : AbstractValidator<ListSlots>
{
    public ListSlotsValidator()
    {
        RuleFor(x => x.Mode).Must(InputRules.IsMode).WithMessage($"Choose {DeliveryModeNames.Allowed}.");
        RuleFor(x => x.From).Must(IsInstantOrNull).WithMessage("Write it as 2027-03-28T09:00:00Z.");
        RuleFor(x => x.To).Must(IsInstantOrNull).WithMessage("Write it as 2027-03-28T09:00:00Z.");
        RuleFor(x => x.Zone)
            .Must(x => x is null || InputRules.IsZone(x))
            .WithMessage("Choose an IANA time zone such as Europe/London.");
        RuleFor(x => x.Every)
            .Must(x => x is null or (>= 5 and <= 480) && (x ?? 5) % 5 == 0)
            .WithMessage("5 to 480 minutes, in steps of five.");
    }

    private static bool IsInstantOrNull(string? text) => text is null || InputRules.ParseInstant(text) is not null;
}

internal sealed class ListSlotsHandler(
    MarketplaceDbContext db,
    FreeTime time,
    IClock clock,
    IOptions<MarketplaceOptions> options
) : IQueryHandler<ListSlots, SlotsAnswer>
{
    private static readonly Duration Most = Duration.FromDays(31);

    public async Task<Result<SlotsAnswer>> Handle(ListSlots query, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.ProviderId, ct);
        if (profile is null || !profile.IsListed(options.Value.ListingThreshold))
        {
            return ProfileErrors.NotFound;
        }

        var service = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == query.ServiceId && x.ProviderId == query.ProviderId, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        var mode = DeliveryModeNames.Parse([query.Mode]);
        var zone = query.Zone ?? profile.TimeZone;
        var earliest = now + Duration.FromMinutes(service.MinLeadMinutes);
        var latest = now + Duration.FromDays(service.HorizonDays);
        var asked = InputRules.ParseInstant(query.From) ?? now;
        var from = Instant.Min(Instant.Max(asked, earliest), latest);
        var to = Instant.Min(InputRules.ParseInstant(query.To) ?? from + Duration.FromDays(7), latest);
        to = to > from + Most ? from + Most : to;
        var offered = service.Prices.Any(x => x.Mode == (int)mode) && from < to;
        if (!offered)
        {
            return new SlotsAnswer(profile.TimeZone, zone, service.DurationMinutes, []);
        }

        var open = await time.Open(query.ProviderId, mode, ChannelNames.Marketplace, from, to + Around(service), ct);
        var busy = await time.Claimed(query.ProviderId, from, to, ct);
        var every = query.Every ?? options.Value.SlotEveryMinutes;
        var window = new Span(CeilSeconds(from), CeilSeconds(to));
        var starts = SlotFinder.Starts(open, busy, service.Shape, window, every);
        return new SlotsAnswer(
            profile.TimeZone,
            zone,
            service.DurationMinutes,
            [.. starts.Select(x => SlotOf(x, service.DurationMinutes, zone, profile.TimeZone))]
        );
    }

    private static Duration Around(Domain.Providers.ProviderService service) =>
        Duration.FromMinutes(service.DurationMinutes);

    private static SlotAnswer SlotOf(Instant start, int minutes, string zone, string providerZone) =>
        new(start, start + Duration.FromMinutes(minutes), Local(start, zone), Local(start, providerZone));

    private static string Local(Instant instant, string zone) =>
        OffsetDateTimePattern.Rfc3339.Format(instant.InZone(DateTimeZoneProviders.Tzdb[zone]).ToOffsetDateTime());

    // Part of a second must not let a start slip in before the lead time.
    private static long CeilSeconds(Instant instant) =>
        instant.ToUnixTimeSeconds() + (instant.ToUnixTimeTicks() % 10_000_000 == 0 ? 0 : 1);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

/// <summary>
/// Gathers what a request is made under: the service's terms, the newest policy of its channel, both zones (before
/// Begin).
/// </summary>
internal sealed class RequestTermsReader(
    MarketplaceDbContext db,
    ISender sender,
    BookingTimes times,
    PublishedChannels channels,
    IOptions<MarketplaceOptions> options
)
{
    public async Task<Result<(RequestTerms Terms, ChannelPolicy Policy)>> Read(
        BookingRequestBody body,
        PersonId client,
        CoverId coverId,
        Instant now,
        CancellationToken ct
    )
    {
        if (body.ProviderId.Person == client)
        {
            return BookingRequestErrors.OwnService;
        }

        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == body.ProviderId, ct);
        if (profile is null || profile.AppliedAt is null)
        {
            return ProfileErrors.NotFound;
        }

        var service = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == body.ServiceId && x.ProviderId == body.ProviderId, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        var mode = DeliveryModeNames.Parse([body.Mode]);
        if (service.PriceOf(mode, body.Currency) is not { } price)
        {
            return BookingRequestErrors.NoPrice;
        }

        if (await Refusal(profile, service, client, body.Times, now, ct) is { } refusal)
        {
            return refusal;
        }

        var person = await sender.Send(new GetPerson(client), ct);
        if (person.Error is { } unknown)
        {
            return unknown;
        }

        var newest = await channels.Newest(ct);
        var policy = newest[service.PolicyId];
        var terms = new RequestTerms(
            client,
            body.ProviderId,
            service.Id,
            service.Name,
            mode,
            service.Shape,
            price,
            coverId,
            policy.PolicyId,
            policy.Version,
            person.Value.TimeZone,
            profile.TimeZone,
            Deadline: now,
            SealedNote: null
        );
        return (terms, policy);
    }

    private async Task<Error?> Refusal(
        ProviderProfile profile,
        ProviderService service,
        PersonId client,
        IReadOnlyList<Instant> wanted,
        Instant now,
        CancellationToken ct
    )
    {
        // Asked of Compliance itself, not of our copy: money is about to be set aside (MKT-02).
        var clearance = await sender.Send(new GetClearance(profile.Id), ct);
        var listed = profile.IsListed(options.Value.ListingThreshold);
        if (!listed || clearance.Error is not null || !clearance.Value.Cleared)
        {
            return clearance.Error is { Kind: ErrorKind.Unavailable } busy ? busy : BookingRequestErrors.NotBookable;
        }

        if ((await sender.Send(new MayBook(client), ct)).Error is { } notFor)
        {
            return notFor;
        }

        if (wanted.Any(x => x <= now || x < now + Duration.FromMinutes(service.MinLeadMinutes)))
        {
            return BookingRequestErrors.TooSoon;
        }

        if (wanted.Any(x => x > now + Duration.FromDays(service.HorizonDays)))
        {
            return BookingRequestErrors.TooFar;
        }

        var possible = await times.StillPossible(profile.Id, service.Shape, wanted, now, ct);
        return possible.Count == wanted.Count ? null : BookingRequestErrors.SlotTaken(possible);
    }
}

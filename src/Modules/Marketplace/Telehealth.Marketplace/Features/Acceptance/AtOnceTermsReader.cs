using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Channels;
using Telehealth.Marketplace.Features.Holds;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Acceptance;

/// <summary>
/// Gathers what a booking at once is made under, or why it cannot be (before Begin): clearance, notice, the calendar as
/// the channel sees it, both zones and the newest version of the channel's policy.
/// </summary>
internal sealed class AtOnceTermsReader(
    MarketplaceDbContext db,
    ISender sender,
    ChannelSlots slots,
    BookingTimes times,
    TimeHolds holds,
    ClientTime clients,
    IOptions<MarketplaceOptions> options
)
{
    public async Task<Result<(RequestTerms Terms, ChannelPolicy Policy)>> Read(
        BookAtOnce command,
        CoverId coverId,
        Instant now,
        CancellationToken ct
    )
    {
        if (command.ProviderId.Person == command.ClientId)
        {
            return BookingRequestErrors.OwnService;
        }

        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.ProviderId, ct);
        if (profile is null || !profile.IsListed(options.Value.ListingThreshold))
        {
            return BookingRequestErrors.NotBookable;
        }

        if (await slots.NewestPolicy(command.Channel, ct) is not { } policy)
        {
            return BookingRequestErrors.UnknownChannel;
        }

        var refusal =
            await Unclear(command.ProviderId, ct)
            ?? await Unfit(command, policy, now, ct)
            ?? (await sender.Send(new MayBook(command.ClientId), ct)).Error
            ?? await Untimely(command, now, ct)
            ?? await Elsewhere(command, ct);
        if (refusal is not null)
        {
            return refusal;
        }

        var client = await sender.Send(new GetPerson(command.ClientId), ct);
        return client.Map(x => (TermsOf(command, coverId, policy, x.TimeZone, profile.TimeZone), policy));
    }

    private async Task<Error?> Elsewhere(BookAtOnce command, CancellationToken ct) =>
        ClientTime.IsClaimed(command.Funding.Kind)
            ? await clients.Standing(command.ClientId, command.StartsAt, command.Session.DurationMinutes, ct)
            : null;

    // Asked of Compliance itself, not of our copy: money is about to be set aside (MKT-02).
    private async Task<Error?> Unclear(ProviderId provider, CancellationToken ct)
    {
        var clearance = await sender.Send(new GetClearance(provider), ct);
        return clearance.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : clearance.Error is null && clearance.Value.Cleared ? null
            : BookingRequestErrors.NotBookable;
    }

    // The channel's notice goes before the service's own.
    private async Task<Error?> Unfit(BookAtOnce command, ChannelPolicy policy, Instant now, CancellationToken ct)
    {
        var service = command.ServiceId is { } id
            ? await db.Services.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct)
            : null;
        if (command.ServiceId is not null && service?.ProviderId != command.ProviderId)
        {
            return ServiceErrors.NotFound;
        }

        var lead = policy.Terms.LeadMinutes ?? service?.MinLeadMinutes ?? 0;
        // A time the provider itself opens may be the grid step that runs now.
        var earliest = command.OpensTime ? Grid.Of(Grid.StepOf(now)) : now + Duration.FromMinutes(lead);
        // So may a time that is kept, however long the client thought about it.
        var tooSoon =
            !await holds.Stands(command.HeldTime, command.ProviderId, command.StartsAt, ct)
            && (command.StartsAt < earliest || (!command.OpensTime && command.StartsAt <= now));
        var horizon = Duration.FromDays(service?.HorizonDays ?? options.Value.MaxHorizonDays);
        return tooSoon ? BookingRequestErrors.TooSoon
            : command.StartsAt > now + horizon ? BookingRequestErrors.TooFar
            : null;
    }

    private async Task<Error?> Untimely(BookAtOnce command, Instant now, CancellationToken ct)
    {
        var mode = DeliveryModeNames.Parse([command.Session.Mode]);
        var shape = SlotShapes.Of(command.Session);
        if (
            !command.OpensTime
            && !await slots.IsOpen(
                command.ProviderId,
                command.Channel,
                mode,
                command.StartsAt,
                shape.DurationMinutes,
                ct
            )
        )
        {
            return BookingRequestErrors.OutsideCalendar;
        }

        return
            await holds.Stands(command.HeldTime, command.ProviderId, command.StartsAt, ct)
            || await times.IsFree(command.ProviderId, shape, command.StartsAt, ct)
            ? null
            : BookingRequestErrors.Taken(
                await slots.Alternatives(command.ProviderId, command.Channel, mode, shape, now, ct)
            );
    }

    private static RequestTerms TermsOf(
        BookAtOnce command,
        CoverId coverId,
        ChannelPolicy policy,
        string clientZone,
        string providerZone
    ) =>
        new(
            command.ClientId,
            command.ProviderId,
            command.ServiceId,
            command.Session.ServiceName,
            DeliveryModeNames.Parse([command.Session.Mode]),
            SlotShapes.Of(command.Session),
            command.Session.Price,
            coverId,
            policy.PolicyId,
            policy.Version,
            clientZone,
            providerZone,
            Deadline: command.StartsAt,
            SealedNote: null
        )
        {
            Funding = command.Funding,
        };
}

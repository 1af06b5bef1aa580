using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Channels;
using Telehealth.Marketplace.Features.Holds;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Acceptance;

/// <summary>
/// Confirms the cover for an attempt and books, or gives the attempt back. Safe to run twice at once for one attempt:
/// the provider's own call, its duplicate and the job all end here, and the row's state lets one of them through.
/// </summary>
internal sealed class FinalStep(
    MarketplaceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    BookingTimes times,
    ChannelSlots slots,
    TimeHolds holds,
    ClientTime clients
)
{
    public async Task<Result<RequestAcceptedAnswer>> Take(BookingRequest request, int attempt, CancellationToken ct)
    {
        var cover = await sender.Send(
            new ConfirmCover(request.CoverId, attempt, request.SetAside),
            ct,
            work.StepKey($"confirm:{request.Id}:{attempt}")
        );
        // A 5xx keeps the attempt as it is: the same key, or the job, takes it up again.
        if (cover.Error is { Kind: ErrorKind.Unavailable } busy)
        {
            return busy;
        }

        work.OnRefusal(undo => GiveBack(request, attempt, undo));
        if (cover.Error is { } refused)
        {
            // The booking may stand although a late duplicate of its attempt is refused by Wallet.
            return await Standing(request.Id, attempt, ct) is { } standing ? standing : refused;
        }

        await work.Begin(ct);
        return await Book(request, attempt, ct);
    }

    // T2: Accepting and this attempt → Accepted, claims, booking, event; all or nothing.
    private async Task<Result<RequestAcceptedAnswer>> Book(BookingRequest request, int attempt, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var moved = await db
            .Requests.Where(x => x.Id == request.Id && x.State == BookingRequestState.Accepting && x.Attempt == attempt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, BookingRequestState.Accepted)
                        .SetProperty(x => x.EndedAt, now)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (moved == 0)
        {
            return await Standing(request.Id, attempt, ct) is { } standing ? standing : BookingRequestErrors.NotOpen;
        }

        var startsAt = await db
            .Requests.Where(x => x.Id == request.Id)
            .Select(x => x.AttemptTime!.Value)
            .FirstAsync(ct);
        if (request.AtOnce && now >= startsAt + Duration.FromMinutes(request.DurationMinutes))
        {
            // Healed too late to be of use to anybody.
            return BookingRequestErrors.Lapsed;
        }

        var provider = request.ProviderId!.Value;
        var steps = Grid.Steps(startsAt, request.Shape).ToList();
        if (request.HeldTime is { } held)
        {
            // Deleted and claimed anew in this one transaction: whoever wants the time meanwhile waits and loses.
            await holds.LetGo(held, ct);
        }

        if (!await ClaimInsert.Run(db, provider, Booking.IdOf(request.Id), steps, ct))
        {
            return await Lost(request, provider, now, ct);
        }

        if (
            ClientTime.IsClaimed(request.Funding)
            && await clients.Claim(request.ClientId, Booking.IdOf(request.Id), startsAt, request.DurationMinutes, ct)
                is { } elsewhere
        )
        {
            return elsewhere;
        }

        var booking = new Booking(request, await FreeNumber(ct), startsAt, now);
        db.Bookings.Add(booking);
        work.Publish(BookingConfirmation.Of(booking), $"booking:{booking.Id}", booking);
        if (booking.Price != request.SetAside)
        {
            // Only now: an attempt that fails leaves the whole limit to whoever accepts next.
            var less = new CoverExceededPriceV1(booking.CoverId, attempt, booking.Price);
            work.Publish(less, $"cover:{booking.CoverId}", version: 1);
        }

        return AnswerOf(booking);
    }

    private async Task<Error> Lost(BookingRequest request, ProviderId provider, Instant now, CancellationToken ct)
    {
        if (request.AtOnce)
        {
            var mode = DeliveryModeNames.Parse([request.Mode]);
            return BookingRequestErrors.Taken(
                await slots.Alternatives(provider, request.PolicyId, mode, request.Shape, now, ct)
            );
        }

        var wanted = request.Times.OrderBy(x => x.Position).Select(x => x.StartsAt).ToList();
        return BookingRequestErrors.SlotTaken(await times.StillPossible(provider, request.Shape, wanted, now, ct));
    }

    // T3: Accepting and this attempt → Open again, where somebody may still accept; Wallet hears which attempt it was.
    // A booking at once ends here, and its cover with it unless somebody else holds it.
    private async Task GiveBack(BookingRequest request, int attempt, CancellationToken ct)
    {
        var next = request.AtOnce ? BookingRequestState.Lapsed : BookingRequestState.Open;
        var ended = request.AtOnce ? clock.GetCurrentInstant() : (Instant?)null;
        var asked = request.IsBroadcast ? null : request.ProviderId;
        var opened = await db
            .Requests.Where(x => x.Id == request.Id && x.State == BookingRequestState.Accepting && x.Attempt == attempt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, next)
                        .SetProperty(x => x.ProviderId, asked)
                        .SetProperty(x => x.EndedAt, ended)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (opened == 1)
        {
            var version = await db.Requests.Where(x => x.Id == request.Id).Select(x => x.Version).FirstAsync(ct);
            IIntegrationEvent failed = request is { AtOnce: true, CoverHeld: false }
                ? new CoverUnusedV1(request.CoverId)
                : new AcceptanceFailedV1(request.Id, request.CoverId, attempt);
            work.Publish(failed, $"request:{request.Id}", version);
        }
    }

    /// <summary>The booking this attempt already led to, if it did.</summary>
    private async Task<RequestAcceptedAnswer?> Standing(BookingRequestId id, int attempt, CancellationToken ct)
    {
        var accepted = await db.Requests.AnyAsync(
            x => x.Id == id && x.State == BookingRequestState.Accepted && x.Attempt == attempt,
            ct
        );
        if (!accepted)
        {
            return null;
        }

        var bookingId = Booking.IdOf(id);
        var booking = await db.Bookings.AsNoTracking().FirstAsync(x => x.Id == bookingId, ct);
        return AnswerOf(booking);
    }

    private async Task<string> FreeNumber(CancellationToken ct)
    {
        var number = BookingNumber.New();
        while (await db.Bookings.AnyAsync(x => x.Number == number, ct))
        {
            number = BookingNumber.New();
        }

        return number;
    }

    private static RequestAcceptedAnswer AnswerOf(Booking booking) =>
        new(booking.Id, booking.Number, booking.StartsAt, booking.EndsAt);
}

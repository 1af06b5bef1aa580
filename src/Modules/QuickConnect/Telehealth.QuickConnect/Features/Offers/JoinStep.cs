using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Offers;

/// <summary>
/// Books for an attempt to join on the pool's own cover, then settles the request: joined, or back in the pool without
/// that provider. Safe to run twice for one attempt: the same attempt always asks for the same booking.
/// </summary>
internal sealed class JoinStep(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    PoolMoves moves,
    IOptions<QuickConnectOptions> options
)
{
    private static readonly string[] OfTheClient = ["wallet.", "compliance."];

    public async Task<Result<PoolJoinedAnswer>> Take(PoolRequest request, int attempt, CancellationToken ct)
    {
        if (request.Attempt != attempt || request.StartsAt is null || request.ProviderId is null)
        {
            return QuickConnectErrors.OfferOver;
        }

        var booked = await Book(request, "book", ct);
        if (booked.Error is { } first && !IsUnclear(first))
        {
            // A refusal that came before anything was written may have met another run of this attempt on its way:
            // asked again, that run's booking is found.
            booked = await Book(request, "look", ct);
        }

        if (booked.Error is { } error && IsUnclear(error))
        {
            // Nothing is known for sure: the same key, or the job, takes this attempt up again.
            return Error.Unavailable("quickconnect.still-joining", "The session is being opened. One moment, please.");
        }

        if (booked.Error is { } refused)
        {
            work.OnRefusal(undo => GiveBack(request, attempt, refused, undo));
            return refused;
        }

        await work.Begin(ct);
        return await Settle(request, attempt, booked.Value, ct);
    }

    private static bool IsUnclear(Error error) => error.Kind == ErrorKind.Unavailable || error.Code == "conflict";

    private Task<Result<BookedAtOnce>> Book(PoolRequest request, string step, CancellationToken ct)
    {
        var attempt = request.Attempt.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var booking = Ids.Derive("quickconnect", "booking", request.Id.Value.ToString(), attempt);
        return sender.Send(
            new BookAtOnce(
                new BookingRequestId(booking),
                request.ClientId,
                request.ProviderId!.Value,
                QuickConnectOptions.Channel,
                options.Value.Shape(request.Mode) with
                {
                    Price = request.Price,
                },
                request.StartsAt!.Value,
                CoverFunding.OwnWallet,
                OpensTime: true,
                Held: new HeldCover(request.CoverId, request.Attempt),
                HeldTime: PoolRequest.HoldOf(request.Id, request.Offer)
            ),
            ct,
            // A key of its own for each run: what makes it one booking is its id.
            $"{Ids.New()}:{step}"
        );
    }

    private async Task<Result<PoolJoinedAnswer>> Settle(
        PoolRequest request,
        int attempt,
        BookedAtOnce booked,
        CancellationToken ct
    )
    {
        var now = clock.GetCurrentInstant();
        var answer = new PoolJoinedAnswer(request.Id, booked.BookingId, booked.Number, booked.StartsAt, booked.EndsAt);
        var joined = await db
            .Requests.Where(x => x.Sequence == request.Sequence)
            .Where(x => x.State == PoolRequestState.Joining && x.Attempt == attempt)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, PoolRequestState.Joined)
                        .SetProperty(x => x.BookingId, booked.BookingId)
                        .SetProperty(x => x.LiveClientId, (PersonId?)null)
                        .SetProperty(x => x.HeldProviderId, (ProviderId?)null)
                        .SetProperty(x => x.EndedAt, now)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (joined == 1)
        {
            await moves.Say(request, PoolRequestState.Joined, request.ProviderId, ct);
        }

        return answer;
    }

    private async Task GiveBack(PoolRequest request, int attempt, Error refused, CancellationToken ct)
    {
        // Without its money or the consent it needs a request cannot go on; else another provider may do.
        if (OfTheClient.Any(x => refused.Code.StartsWith(x, StringComparison.Ordinal)))
        {
            await moves.End(
                request,
                PoolRequestState.Failed,
                x => x.State == PoolRequestState.Joining && x.Attempt == attempt,
                clock.GetCurrentInstant(),
                ct
            );
            return;
        }

        await moves.PutBack(request, x => x.State == PoolRequestState.Joining && x.Attempt == attempt, ct);
    }
}

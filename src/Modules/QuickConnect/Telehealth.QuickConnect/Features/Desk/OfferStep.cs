using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Desk;

/// <summary>
/// Sets the provider's time aside, then shows the offer to the client, or lets the request wait on. Safe to run twice
/// for one offer: the same offer always asks for the same hold.
/// </summary>
internal sealed class OfferStep(
    QuickConnectDbContext db,
    IWork work,
    IClock clock,
    PoolMatching matching,
    PoolMoves moves,
    IOptions<QuickConnectOptions> options
)
{
    public async Task<Result<DeskOffer>> Take(PoolRequest request, int number, CancellationToken ct)
    {
        if (request.State != PoolRequestState.Accepting || request.Offer != number)
        {
            return await Standing(request, number, ct) is { } standing ? standing : QuickConnectErrors.Gone;
        }

        var held = await matching.SetAside(request, clock.GetCurrentInstant(), ct);
        if (held.Error is { } unclear && (unclear.Kind == ErrorKind.Unavailable || unclear.Code == "conflict"))
        {
            // The same key, or the job, takes this offer up again.
            return Error.Unavailable(
                "quickconnect.still-accepting",
                "Your time is being set aside. One moment, please."
            );
        }

        if (held.Error is not null)
        {
            // Not declined by anybody: once the provider has the time, the request may be offered to it again.
            work.OnRefusal(undo =>
                moves.PutBack(
                    request,
                    x => x.State == PoolRequestState.Accepting && x.Offer == number,
                    undo,
                    declined: false
                )
            );
            return QuickConnectErrors.NotFree;
        }

        await work.Begin(ct);
        return await Show(request, number, ct);
    }

    // From now on the client decides; its time to do so begins here.
    private async Task<Result<DeskOffer>> Show(PoolRequest request, int number, CancellationToken ct)
    {
        var endsAt = clock.GetCurrentInstant() + Duration.FromSeconds(options.Value.OfferSeconds);
        var shown = await db
            .Requests.Where(x => x.Sequence == request.Sequence)
            .Where(x => x.State == PoolRequestState.Accepting && x.Offer == number)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, PoolRequestState.Offered)
                        .SetProperty(x => x.OfferEndsAt, endsAt)
                        .SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (shown == 1)
        {
            await moves.Say(request, PoolRequestState.Offered, request.ProviderId, ct);
            return new DeskOffer(request.Id, PoolRequestState.Offered, endsAt);
        }

        if (await Standing(request, number, ct) is { } standing)
        {
            return standing;
        }

        // Another run of this offer was faster, and it is over already: what was set aside now is for nobody.
        work.OnRefusal(_ =>
        {
            moves.FreeTime(request.Id, number);
            return Task.CompletedTask;
        });
        return QuickConnectErrors.Gone;
    }

    /// <summary>What this very offer became, while it stands.</summary>
    private Task<DeskOffer?> Standing(PoolRequest request, int number, CancellationToken ct) =>
        db
            .Requests.Where(x => x.Sequence == request.Sequence && x.Offer == number)
            .Where(x =>
                x.State == PoolRequestState.Offered
                || x.State == PoolRequestState.Joining
                || x.State == PoolRequestState.Joined
            )
            .Select(x => new DeskOffer(x.Id, x.State, x.OfferEndsAt))
            .FirstOrDefaultAsync(ct);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Desk;

internal sealed class AcceptPoolRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/quick-connect/requests/{id}/accept",
                async (PoolRequestId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AcceptPoolRequest(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AcceptPoolRequest")
            .WithSummary("Offer to take a waiting request: first come, the others get 409; the client decides then")
            .WithTags("Quick connect")
            .Answers<DeskOffer>(200, 403, 404, 409, 422, 503)
            .Idempotent();
}

[Needs(QuickConnectModule.Serve)]
internal sealed record AcceptPoolRequest(PoolRequestId Id) : ICommand<DeskOffer>, IRequireIdempotencyKey, IResumable;

/// <summary>What the first step leaves behind for a duplicate that resumes.</summary>
internal sealed record OfferProgress(int Number);

/// <summary>
/// First come, in three steps: of any number at once the row's state lets one through, and the provider's own unique
/// index holds it to one offer at a time (QCP-03, QCP-07); then <see cref="OfferStep"/> sets the time aside and shows
/// the offer.
/// </summary>
internal sealed class AcceptPoolRequestHandler(
    QuickConnectDbContext db,
    IWork work,
    IClock clock,
    SystemTime system,
    PoolMatching matching,
    PoolMoves moves,
    OfferStep offer
) : ICommandHandler<AcceptPoolRequest, DeskOffer>
{
    public async Task<Result<DeskOffer>> Handle(AcceptPoolRequest command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var now = clock.GetCurrentInstant();
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        if (work.Progress<OfferProgress>() is { } started)
        {
            return await offer.Take(request, started.Number, ct);
        }

        if (await Refusal(request, provider, now, ct) is { } refused)
        {
            return refused;
        }

        var taken = await FirstStep(request, provider, now, ct);
        return taken.Error ?? await offer.Take(taken.Value, taken.Value.Offer, ct);
    }

    private async Task<Result<PoolRequest>> FirstStep(
        PoolRequest request,
        ProviderId provider,
        Instant now,
        CancellationToken ct
    )
    {
        await work.Begin(ct);
        try
        {
            if (!await Take(request, provider, now, ct))
            {
                return QuickConnectErrors.Gone;
            }
        }
        catch (Exception e) when (DbErrors.IsUniqueViolation(e))
        {
            return QuickConnectErrors.OneAtATime;
        }

        var taken = await db.Requests.AsNoTracking().FirstAsync(x => x.Sequence == request.Sequence, ct);
        await moves.Say(request, PoolRequestState.Accepting, provider, ct);
        await work.CommitStep(new OfferProgress(taken.Offer), ct);
        return taken;
    }

    private async Task<bool> Take(PoolRequest request, ProviderId provider, Instant now, CancellationToken ct)
    {
        var first = request.FirstOfferAt ?? now;
        var startsAt = PoolMatching.StepOf(now);
        var systemNow = system.NowMicros;
        return await db
                .Requests.Where(x => x.Sequence == request.Sequence)
                .Where(x => x.State == PoolRequestState.Waiting && x.ExpiresAt > now)
                .Where(x => !db.Passes.Any(p => p.RequestId == x.Id && p.ProviderId == provider))
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.State, PoolRequestState.Accepting)
                            .SetProperty(x => x.ProviderId, provider)
                            .SetProperty(x => x.HeldProviderId, provider)
                            .SetProperty(x => x.Offer, x => x.Offer + 1)
                            .SetProperty(x => x.StartsAt, startsAt)
                            .SetProperty(x => x.FirstOfferAt, first)
                            .SetProperty(x => x.AttemptAtMicros, systemNow)
                            .SetProperty(x => x.Version, x => x.Version + 1),
                    ct
                ) == 1;
    }

    private async Task<Error?> Refusal(PoolRequest request, ProviderId provider, Instant now, CancellationToken ct)
    {
        if (request.State != PoolRequestState.Waiting)
        {
            // Whoever was never shown it learns nothing about it.
            return QuickConnectErrors.Gone;
        }

        if (!await db.Presences.AnyAsync(x => x.ProviderId == provider && x.Until > now, ct))
        {
            return QuickConnectErrors.NotOnline;
        }

        if (await db.Requests.AnyAsync(x => x.HeldProviderId == provider, ct))
        {
            return QuickConnectErrors.OneAtATime;
        }

        var card = await matching.CardOf(provider, ct);
        if (card.Error is not null || card.Value is not { } known)
        {
            return card.Error ?? QuickConnectErrors.NoRequest;
        }

        var passed = await db.Passes.AnyAsync(x => x.RequestId == request.Id && x.ProviderId == provider, ct);
        if (passed || !PoolMatching.Fits(known, request, await matching.Open(request, ct)))
        {
            return QuickConnectErrors.NoRequest;
        }

        var free = await matching.IsFree(provider, request.Mode, now, ct);
        return free.Error ?? (free.Value ? null : QuickConnectErrors.NotFree);
    }
}

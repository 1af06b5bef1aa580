using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.QuickConnect.Features.Desk;

internal sealed class GetDeskEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/quick-connect/desk",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new GetDesk(), ct)).ToHttp()
            )
            .WithName("GetQuickConnectDesk")
            .WithSummary("Whether I am online, who waits that I could help, and what became of my offer")
            .WithTags("Quick connect")
            .Answers<DeskAnswer>(200, 403);
}

/// <summary>What a provider sees of the pool.</summary>
/// <param name="Presence">Whether I am online.</param>
/// <param name="Waiting">Who waits that I could help now, the longest first; empty while offline or busy.</param>
/// <param name="Offer">The request I accepted and the client decides about, or null.</param>
/// <param name="JoinPath">The way to the room of a session that begins, or null; a path on the public origin.</param>
public sealed record DeskAnswer(
    PresenceAnswer Presence,
    IReadOnlyList<DeskRequest> Waiting,
    DeskOffer? Offer,
    string? JoinPath
);

/// <summary>Somebody who waits.</summary>
/// <param name="Id">The request.</param>
/// <param name="PlacedAt">Since when.</param>
/// <param name="Topic">What it is about.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="Mode">video or phone.</param>
/// <param name="Price">Price of the first block.</param>
/// <param name="Name">The client's name, if it agreed to share.</param>
/// <param name="Notes">The client's own words, if it agreed to share.</param>
public sealed record DeskRequest(
    PoolRequestId Id,
    Instant PlacedAt,
    string Topic,
    string Language,
    string Mode,
    Money Price,
    string? Name,
    string? Notes
);

/// <summary>What became of my offer.</summary>
/// <param name="Id">The request.</param>
/// <param name="State">
/// accepting while my time is set aside, offered while the client decides, joining once it accepted, joined until the
/// room is there.
/// </param>
/// <param name="EndsAt">Until when the client decides.</param>
public sealed record DeskOffer(PoolRequestId Id, PoolRequestState State, Instant? EndsAt);

[Needs(QuickConnectModule.Serve)]
internal sealed record GetDesk : IQuery<DeskAnswer>;

internal sealed class GetDeskHandler(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    PoolMatching matching
) : IQueryHandler<GetDesk, DeskAnswer>
{
    private const int MostShown = 50;
    private static readonly Duration RoomShown = Duration.FromMinutes(10);

    public async Task<Result<DeskAnswer>> Handle(GetDesk query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var now = clock.GetCurrentInstant();
        var presence = await db.Presences.AsNoTracking().FirstOrDefaultAsync(x => x.ProviderId == provider, ct);
        var since = now - RoomShown;
        // Once joined it no longer binds the provider, but until the room is there it is what happens next (QCP-05).
        var held = await db
            .Requests.AsNoTracking()
            .Where(x =>
                x.HeldProviderId == provider
                || (
                    x.ProviderId == provider
                    && x.State == PoolRequestState.Joined
                    && x.SessionId == null
                    && x.EndedAt >= since
                )
            )
            .OrderByDescending(x => x.Sequence)
            .Select(x => new DeskOffer(x.Id, x.State, x.OfferEndsAt))
            .FirstOrDefaultAsync(ct);
        var answer = PresenceAnswer.Of(presence, now);
        var waiting = answer.Online && held is null ? await Waiting(provider, now, ct) : [];
        return new DeskAnswer(answer, waiting, held, await PathToRoom(provider, now, ct));
    }

    private async Task<IReadOnlyList<DeskRequest>> Waiting(ProviderId provider, Instant now, CancellationToken ct)
    {
        var rows = await db
            .Requests.AsNoTracking()
            .Where(x => x.State == PoolRequestState.Waiting && x.ExpiresAt > now)
            .Where(x => !db.Passes.Any(p => p.RequestId == x.Id && p.ProviderId == provider))
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var card = await matching.CardOf(provider, ct);
        if (rows.Count == 0 || card.Error is not null || card.Value is not { } known)
        {
            return [];
        }

        var free = await matching.IsFree(provider, rows[0].Mode, now, ct);
        if (free.Error is not null || !free.Value)
        {
            return [];
        }

        var shown = new List<DeskRequest>();
        foreach (var row in rows)
        {
            var words = await matching.Open(row, ct);
            if (PoolMatching.Fits(known, row, words) && shown.Count < MostShown)
            {
                shown.Add(await Show(row, words, ct));
            }
        }

        return shown;
    }

    private async Task<DeskRequest> Show(PoolRequest row, PoolWords words, CancellationToken ct)
    {
        var person = words.Share ? await sender.Send(new GetPerson(row.ClientId), ct) : null;
        return new DeskRequest(
            row.Id,
            row.PlacedAt,
            words.Topic,
            row.Language,
            row.Mode,
            row.Price,
            person?.Error is null ? person?.Value.DisplayName : null,
            words.Share ? words.Notes : null
        );
    }

    // For as long as the session could still begin.
    private async Task<string?> PathToRoom(ProviderId provider, Instant now, CancellationToken ct)
    {
        var since = now - RoomShown;
        var session = await db
            .Requests.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.State == PoolRequestState.Joined && x.EndedAt >= since)
            .OrderByDescending(x => x.Sequence)
            .Select(x => x.SessionId)
            .FirstOrDefaultAsync(ct);
        if (session is not { } known)
        {
            return null;
        }

        var link = await sender.Send(new GetJoinLink(known, provider.Person), ct);
        return link.Error is null ? link.Value.Path : null;
    }
}

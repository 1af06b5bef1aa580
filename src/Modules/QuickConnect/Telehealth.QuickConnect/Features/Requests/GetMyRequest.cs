using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.QuickConnect.Features.Requests;

internal sealed class GetMyRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/quick-connect/requests/mine",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new GetMyRequest(), ct)).ToHttp()
            )
            .WithName("GetMyPoolRequest")
            .WithSummary("Where my latest request stands: place and estimated wait, the offer, the way to the room")
            .WithTags("Quick connect")
            .Answers<MyPoolRequest>(200, 403, 404);
}

/// <summary>Where my latest request stands.</summary>
/// <param name="Id">The request.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Version">Raised by every change.</param>
/// <param name="PlacedAt">Since when it waits.</param>
/// <param name="ExpiresAt">Until when it waits.</param>
/// <param name="Price">What is set aside for the first block.</param>
/// <param name="Place">1 for who is next; null when it does not wait.</param>
/// <param name="EstimatedWaitMinutes">Out of recent history; null while there is too little of it to say.</param>
/// <param name="Offer">The offer to decide about, or null.</param>
/// <param name="JoinPath">The way to the room once it is there; a path on the public origin.</param>
/// <param name="SearchPath">Providers with scheduled times, once the wait was in vain.</param>
public sealed record MyPoolRequest(
    PoolRequestId Id,
    PoolRequestState State,
    long Version,
    Instant PlacedAt,
    Instant ExpiresAt,
    Money Price,
    int? Place,
    int? EstimatedWaitMinutes,
    PoolOffer? Offer,
    string? JoinPath,
    string? SearchPath
);

/// <summary>An offer of one provider.</summary>
/// <param name="Number">What the answer is meant for.</param>
/// <param name="EndsAt">Until when to decide.</param>
/// <param name="TermsVersion">The terms that accepting it accepts.</param>
/// <param name="Provider">Who it is.</param>
public sealed record PoolOffer(int Number, Instant EndsAt, string TermsVersion, PoolProvider Provider);

/// <summary>How the provider of an offer looks.</summary>
/// <param name="Id">The provider.</param>
/// <param name="Name">As listed.</param>
/// <param name="Bio">In its own words.</param>
/// <param name="Category">Primary category.</param>
/// <param name="Languages">BCP 47.</param>
/// <param name="PhotoPath">On the public origin, or null.</param>
/// <param name="Rating">Average of 1 to 5, or null while there is none.</param>
public sealed record PoolProvider(
    ProviderId Id,
    string Name,
    string Bio,
    string Category,
    IReadOnlyList<string> Languages,
    string? PhotoPath,
    decimal? Rating
);

[Needs(QuickConnectModule.Ask)]
internal sealed record GetMyRequest : IQuery<MyPoolRequest>;

internal sealed class GetMyRequestHandler(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    WaitEstimate estimate,
    TermsText terms
) : IQueryHandler<GetMyRequest, MyPoolRequest>
{
    public async Task<Result<MyPoolRequest>> Handle(GetMyRequest query, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .Where(x => x.ClientId == client)
            .OrderByDescending(x => x.Sequence)
            .FirstOrDefaultAsync(ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        var waiting = request.State == PoolRequestState.Waiting;
        return new MyPoolRequest(
            request.Id,
            request.State,
            request.Version,
            request.PlacedAt,
            request.ExpiresAt,
            request.Price,
            waiting ? await PlaceOf(request, ct) : null,
            waiting ? await estimate.Minutes(ct) : null,
            request.State == PoolRequestState.Offered ? await OfferOf(request, ct) : null,
            request.SessionId is { } session ? await PathTo(session, client, ct) : null,
            request.State == PoolRequestState.Expired
                ? $"/api/v1/marketplace/providers?language={Uri.EscapeDataString(request.Language)}"
                : null
        );
    }

    private Task<int> PlaceOf(PoolRequest request, CancellationToken ct) =>
        db.Requests.CountAsync(x => x.State == PoolRequestState.Waiting && x.Sequence <= request.Sequence, ct);

    private async Task<PoolOffer?> OfferOf(PoolRequest request, CancellationToken ct)
    {
        var cards = await sender.Send(new ListProviderCards([request.ProviderId!.Value]), ct);
        return cards.Error is null && cards.Value is [var x, ..]
            ? new PoolOffer(
                request.Offer,
                request.OfferEndsAt!.Value,
                terms.Version,
                new PoolProvider(x.ProviderId, x.DisplayName, x.Bio, x.Category, x.Languages, x.PhotoPath, x.Rating)
            )
            : null;
    }

    private async Task<string?> PathTo(SessionId session, PersonId client, CancellationToken ct)
    {
        var link = await sender.Send(new GetJoinLink(session, client), ct);
        return link.Error is null ? link.Value.Path : null;
    }
}

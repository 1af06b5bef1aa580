using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Features.Requests;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Offers;

internal sealed class DeclineOfferEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/quick-connect/requests/{id}/offer/decline",
                async (
                    PoolRequestId id,
                    DeclineOfferBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) => (await sender.Send(new DeclineOffer(id, body.Number), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("DeclinePoolOffer")
            .WithSummary("Decline the provider: the request goes back without it and keeps its age")
            .WithTags("Quick connect")
            .Answers<PoolStateAnswer>(200, 403, 404, 409)
            .Idempotent();
}

/// <summary>Which offer is declined.</summary>
/// <param name="Number">The offer's number.</param>
public sealed record DeclineOfferBody(int Number);

[Needs(QuickConnectModule.Ask)]
internal sealed record DeclineOffer(PoolRequestId Id, int Number) : ICommand<PoolStateAnswer>, IRequireIdempotencyKey;

internal sealed class DeclineOfferHandler(QuickConnectDbContext db, IWork work, PoolMoves moves)
    : ICommandHandler<DeclineOffer, PoolStateAnswer>
{
    public async Task<Result<PoolStateAnswer>> Handle(DeclineOffer command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ClientId == client, ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        if (request.State != PoolRequestState.Offered || request.Offer != command.Number)
        {
            return QuickConnectErrors.OfferOver;
        }

        await work.Begin(ct);
        return await moves.PutBack(request, x => x.State == PoolRequestState.Offered && x.Offer == command.Number, ct)
            ? new PoolStateAnswer(request.Id, PoolRequestState.Waiting)
            : QuickConnectErrors.OfferOver;
    }
}

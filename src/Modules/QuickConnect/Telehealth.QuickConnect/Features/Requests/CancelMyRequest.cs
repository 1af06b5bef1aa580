using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Requests;

internal sealed class CancelMyRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/quick-connect/requests/{id}/cancel",
                async (PoolRequestId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CancelMyRequest(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("CancelPoolRequest")
            .WithSummary("Take a request back; what was set aside is released whole")
            .WithTags("Quick connect")
            .Answers<PoolStateAnswer>(200, 403, 404, 409)
            .Idempotent();
}

/// <summary>Where the request stands now.</summary>
/// <param name="Id">The request.</param>
/// <param name="State">Where it stands.</param>
public sealed record PoolStateAnswer(PoolRequestId Id, PoolRequestState State);

[Needs(QuickConnectModule.Ask)]
internal sealed record CancelMyRequest(PoolRequestId Id) : ICommand<PoolStateAnswer>, IRequireIdempotencyKey;

internal sealed class CancelMyRequestHandler(QuickConnectDbContext db, IWork work, IClock clock, PoolMoves moves)
    : ICommandHandler<CancelMyRequest, PoolStateAnswer>
{
    public async Task<Result<PoolStateAnswer>> Handle(CancelMyRequest command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ClientId == client, ct);
        if (request is null)
        {
            return QuickConnectErrors.NoRequest;
        }

        await work.Begin(ct);
        // A join in flight goes first; if it fails the request waits again and can be taken back then.
        return await moves.End(
            request,
            PoolRequestState.Cancelled,
            x => x.State == PoolRequestState.Waiting || x.State == PoolRequestState.Offered,
            clock.GetCurrentInstant(),
            ct
        )
            ? new PoolStateAnswer(request.Id, PoolRequestState.Cancelled)
            : QuickConnectErrors.CannotCancel;
    }
}

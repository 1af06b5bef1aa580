using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class RetryRenderingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/receipts/documents/{id}/rendering/retry",
                async (DocumentId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RetryRendering(id), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("RetryRendering")
            .WithSummary("Make a document's PDF again after it failed")
            .WithTags("Receipts")
            .AnswersNothing(404, 409);
}

[Needs("receipts.renderings.retry")]
internal sealed record RetryRendering(DocumentId DocumentId) : ICommand<Done>;

internal sealed class RetryRenderingHandler(ReceiptsDbContext db, IWork work) : ICommandHandler<RetryRendering, Done>
{
    public async Task<Result<Done>> Handle(RetryRendering command, CancellationToken ct)
    {
        var id = command.DocumentId;
        if (!await db.Renderings.AnyAsync(x => x.DocumentId == id, ct))
        {
            return DocumentErrors.NotFound;
        }

        await work.Begin(ct);
        var woken = await db
            .Renderings.Where(x => x.DocumentId == id && x.State == RenderingState.Failed)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, RenderingState.Waiting)
                        .SetProperty(x => x.Tries, 0)
                        .SetProperty(x => x.NextTryAtMicros, 0L),
                ct
            );
        return woken == 1 ? Done.Value : DocumentErrors.NothingToRetry;
    }
}

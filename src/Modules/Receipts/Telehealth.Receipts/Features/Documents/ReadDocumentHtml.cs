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
using Telehealth.Receipts.Templates;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class ReadDocumentHtmlEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/documents/{id}/html",
                async (DocumentId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReadDocumentHtml(id), ct)).ToHttp(html =>
                    {
                        http.Response.Headers.CacheControl = "no-store";
                        return TypedResults.Content(html, "text/html; charset=utf-8");
                    })
            )
            .WithName("ReadDocumentHtml")
            .WithSummary("The document as an accessible page")
            .WithDescription("The same words as the PDF, for screen readers, small screens and the printer.")
            .WithTags("Receipts")
            .Produces<string>(200, "text/html")
            .ProducesProblem(404);
}

internal sealed record ReadDocumentHtml(DocumentId DocumentId) : IQuery<string>;

internal sealed class ReadDocumentHtmlHandler(ReceiptsDbContext db, IWork work, PermissionCatalog permissions)
    : IQueryHandler<ReadDocumentHtml, string>
{
    public async Task<Result<string>> Handle(ReadDocumentHtml query, CancellationToken ct)
    {
        var id = query.DocumentId;
        var document = await db
            .Documents.AsNoTracking()
            .ReadableBy(work.Actor, permissions)
            .FirstOrDefaultAsync(x => x.Id == id, ct);
        return document is null ? DocumentErrors.NotFound : HtmlTwin.Write(document.Frozen);
    }
}

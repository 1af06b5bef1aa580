using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class ReadDocumentFileEndpoint : IEndpoint
{
    private const string Pdf = "application/pdf";

    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/documents/{id}/file",
                async (DocumentId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReadDocumentFile(id), ct)).ToHttp(file =>
                    {
                        http.Response.Headers.CacheControl = "no-store";
                        http.Response.Headers.XContentTypeOptions = "nosniff";
                        return TypedResults.File(file.Content, Pdf, file.FileName);
                    })
            )
            .WithName("ReadDocumentFile")
            .WithSummary("The document as PDF")
            .WithDescription("PDF/A-2b, always the same bytes. 503 in the seconds between numbering and rendering.")
            .WithTags("Receipts")
            .Produces<byte[]>(200, Pdf)
            .ProducesProblem(404)
            .ProducesProblem(503);
}

internal sealed record ReadDocumentFile(DocumentId DocumentId) : IQuery<DocumentFile>;

internal sealed class ReadDocumentFileHandler(ReceiptsDbContext db, IWork work, PermissionCatalog permissions)
    : IQueryHandler<ReadDocumentFile, DocumentFile>
{
    public async Task<Result<DocumentFile>> Handle(ReadDocumentFile query, CancellationToken ct) =>
        await KeptFiles.Find(db, db.Documents.ReadableBy(work.Actor, permissions), query.DocumentId, ct);
}

/// <summary>Answers other modules, whose handlers are trusted with every document.</summary>
internal sealed class GetDocumentFileHandler(ReceiptsDbContext db) : IQueryHandler<GetDocumentFile, DocumentFile>
{
    public async Task<Result<DocumentFile>> Handle(GetDocumentFile query, CancellationToken ct) =>
        await KeptFiles.Find(db, db.Documents, query.DocumentId, ct);
}

/// <summary>Finds the kept bytes of a document out of those that may be read.</summary>
internal static class KeptFiles
{
    public static async Task<Result<DocumentFile>> Find(
        ReceiptsDbContext db,
        IQueryable<IssuedDocument> readable,
        DocumentId id,
        CancellationToken ct
    )
    {
        var number = await readable.Where(x => x.Id == id).Select(x => x.Number).FirstOrDefaultAsync(ct);
        if (number is null)
        {
            return DocumentErrors.NotFound;
        }

        var content = await db.Files.Where(x => x.DocumentId == id).Select(x => x.Content).FirstOrDefaultAsync(ct);
        return content is null ? DocumentErrors.NotReady : new DocumentFile($"{number}.pdf", number, content);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class ListDocumentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/documents",
                async (DocumentKind? kind, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListDocuments(kind, after, limit), ct)).ToHttp()
            )
            .WithName("ListDocuments")
            .WithSummary("Your receipts, invoices and other documents, newest first")
            .WithDescription(
                "A client sees its own, a provider those in its name and those issued to it, finance all. "
                    + "`kind` leaves only one kind. `after` is the `next` of the page before."
            )
            .WithTags("Receipts")
            .Answers<Page<DocumentItemAnswer>>();
}

/// <summary>A document in a list.</summary>
/// <param name="Id">The document.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As printed, such as <c>VAT invoice</c>.</param>
/// <param name="Number">Unique number of its series.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="Supplier">In whose name it is.</param>
/// <param name="BookingId">The one booking it is for, or null when it gathers several.</param>
/// <param name="Reference">The booking's number, or the withdrawal's reference.</param>
/// <param name="Total">Its total, tax included.</param>
/// <param name="Corrects">The document it corrects, or null.</param>
/// <param name="State">Whether the PDF is there.</param>
public sealed record DocumentItemAnswer(
    DocumentId Id,
    DocumentKind Kind,
    string Title,
    string Number,
    Instant IssuedAt,
    string Supplier,
    BookingId? BookingId,
    string Reference,
    Money Total,
    DocumentId? Corrects,
    DocumentState State
);

internal sealed record ListDocuments(DocumentKind? Kind, string? After, int? Limit) : IQuery<Page<DocumentItemAnswer>>;

internal sealed class ListDocumentsHandler(ReceiptsDbContext db, IWork work, PermissionCatalog permissions)
    : IQueryHandler<ListDocuments, Page<DocumentItemAnswer>>
{
    public async Task<Result<Page<DocumentItemAnswer>>> Handle(ListDocuments query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } error)
        {
            return error;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .Documents.AsNoTracking()
            .ReadableBy(work.Actor, permissions)
            .Where(x => x.Sequence < before && (query.Kind == null || x.Kind == query.Kind))
            .OrderByDescending(x => x.Sequence)
            .Take(limit + 1)
            .Select(x => new { Document = x, Ready = db.Files.Any(file => file.DocumentId == x.Id) })
            .ToListAsync(ct);
        return Page<DocumentItemAnswer>.Of(rows, limit, x => Item(x.Document, x.Ready), x => x.Document.Sequence);
    }

    private static DocumentItemAnswer Item(IssuedDocument x, bool ready) =>
        new(
            x.Id,
            x.Kind,
            x.Title,
            x.Number,
            x.IssuedAt,
            x.SupplierName,
            x.BookingId,
            x.Reference,
            x.Total,
            x.CorrectsId,
            ready ? DocumentState.Ready : DocumentState.Rendering
        );
}

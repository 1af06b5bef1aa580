using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Documents;

internal sealed class GetDocumentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/documents/{id}",
                async (DocumentId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetDocument(id), ct)).ToHttp()
            )
            .WithName("GetDocument")
            .WithSummary("One receipt, invoice or other document")
            .WithTags("Receipts")
            .Answers<DocumentAnswer>(200, 404);
}

/// <summary>An issued document.</summary>
/// <param name="Id">The document.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As printed, such as <c>VAT invoice</c>.</param>
/// <param name="Number">Unique number of its series.</param>
/// <param name="IssuedAt">When it was issued.</param>
/// <param name="SuppliedOn">The time of supply, in the supplier's zone; of a remittance advice, the pay date.</param>
/// <param name="Supplier">In whose name it is.</param>
/// <param name="Customer">To whom it is.</param>
/// <param name="BookingId">The one booking it is for, or null when it gathers several.</param>
/// <param name="WithdrawalId">The withdrawal it is for, or null.</param>
/// <param name="Reference">The booking's number, or the withdrawal's reference.</param>
/// <param name="Net">Without tax.</param>
/// <param name="Tax">The tax contained in the total.</param>
/// <param name="Total">What was paid or is credited.</param>
/// <param name="TaxStatement">The sentence the law asks for, or null.</param>
/// <param name="Corrects">The document it corrects, or null.</param>
/// <param name="CorrectedBy">The credit note that corrects it, or null.</param>
/// <param name="State">Whether the PDF is there.</param>
/// <param name="Sha256">SHA-256 of the PDF in lower-case hex, or null until it is there.</param>
/// <param name="VerifyUrl">Where anybody can check that it is genuine.</param>
public sealed record DocumentAnswer(
    DocumentId Id,
    DocumentKind Kind,
    string Title,
    string Number,
    Instant IssuedAt,
    LocalDate SuppliedOn,
    string Supplier,
    string Customer,
    BookingId? BookingId,
    WithdrawalId? WithdrawalId,
    string Reference,
    Money Net,
    Money Tax,
    Money Total,
    string? TaxStatement,
    DocumentId? Corrects,
    DocumentId? CorrectedBy,
    DocumentState State,
    string? Sha256,
    string VerifyUrl
);

internal sealed record GetDocument(DocumentId DocumentId) : IQuery<DocumentAnswer>;

internal sealed class GetDocumentHandler(ReceiptsDbContext db, IWork work, PermissionCatalog permissions)
    : IQueryHandler<GetDocument, DocumentAnswer>
{
    public async Task<Result<DocumentAnswer>> Handle(GetDocument query, CancellationToken ct)
    {
        var id = query.DocumentId;
        var document = await db
            .Documents.AsNoTracking()
            .ReadableBy(work.Actor, permissions)
            .FirstOrDefaultAsync(x => x.Id == id, ct);
        if (document is null)
        {
            return DocumentErrors.NotFound;
        }

        var hash = await db.Files.Where(x => x.DocumentId == id).Select(x => x.Sha256).FirstOrDefaultAsync(ct);
        var note = await db
            .Documents.Where(x => x.CorrectsId == id)
            .Select(x => (Guid?)x.Id.Value)
            .FirstOrDefaultAsync(ct);
        return Answer(document, document.Frozen, hash, note is { } value ? new DocumentId(value) : null);
    }

    private static DocumentAnswer Answer(IssuedDocument x, FrozenDocument data, string? hash, DocumentId? note) =>
        new(
            x.Id,
            x.Kind,
            x.Title,
            x.Number,
            x.IssuedAt,
            LocalDatePattern.Iso.Parse(data.SuppliedOn).Value,
            data.Supplier.Name,
            data.Customer.Name,
            x.BookingId,
            x.WithdrawalId,
            data.BookingNumber,
            x.Total with
            {
                Minor = data.NetMinor,
            },
            x.Total with
            {
                Minor = data.TaxMinor,
            },
            x.Total,
            data.TaxStatement,
            x.CorrectsId,
            note,
            hash is null ? DocumentState.Rendering : DocumentState.Ready,
            hash,
            data.VerifyUrl
        );
}

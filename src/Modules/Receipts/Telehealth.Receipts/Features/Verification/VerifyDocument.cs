using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Verification;

internal sealed class VerifyDocumentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/receipts/verify/{code}",
                async (string code, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new VerifyDocument(code), ct)).ToHttp()
            )
            .AllowAnonymous()
            .WithName("VerifyDocument")
            .WithSummary("Whether a document is genuine")
            .WithDescription(
                "The code stands on the document, in the address and the QR code. Answers what was issued under it, "
                    + "without naming the client; an unknown code answers 404."
            )
            .WithTags("Receipts")
            .Answers<VerificationAnswer>(200, 404);
}

/// <summary>What was issued under a code: compare it with the document in hand.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Title">As printed.</param>
/// <param name="Number">Its number.</param>
/// <param name="IssuedOn">Date of issue.</param>
/// <param name="Issuer">In whose name it is.</param>
/// <param name="Total">Its total.</param>
/// <param name="CorrectedBy">Number of the credit note that cancels it, or null.</param>
/// <param name="Sha256">SHA-256 of the PDF in lower-case hex; null in the seconds until it is made.</param>
public sealed record VerificationAnswer(
    DocumentKind Kind,
    string Title,
    string Number,
    LocalDate IssuedOn,
    string Issuer,
    Money Total,
    string? CorrectedBy,
    string? Sha256
);

[Anonymous]
internal sealed record VerifyDocument(string Code) : IQuery<VerificationAnswer>;

internal sealed class VerifyDocumentHandler(ReceiptsDbContext db) : IQueryHandler<VerifyDocument, VerificationAnswer>
{
    private const int LongestCode = 32;

    public async Task<Result<VerificationAnswer>> Handle(VerifyDocument query, CancellationToken ct)
    {
        var code = query.Code.Trim().ToUpperInvariant();
        if (code.Length is 0 or > LongestCode || !code.All(char.IsAsciiLetterOrDigit))
        {
            return DocumentErrors.UnknownCode;
        }

        var document = await db.Documents.AsNoTracking().FirstOrDefaultAsync(x => x.VerifyCode == code, ct);
        if (document is null)
        {
            return DocumentErrors.UnknownCode;
        }

        var id = document.Id;
        var hash = await db.Files.Where(x => x.DocumentId == id).Select(x => x.Sha256).FirstOrDefaultAsync(ct);
        var note = await db.Documents.Where(x => x.CorrectsId == id).Select(x => x.Number).FirstOrDefaultAsync(ct);
        return new VerificationAnswer(
            document.Kind,
            document.Title,
            document.Number,
            LocalDatePattern.Iso.Parse(document.Frozen.IssuedOn).Value,
            document.SupplierName,
            document.Total,
            note,
            hash
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Templates;

namespace Telehealth.Receipts.Features.Verification;

/// <summary>The page behind a document's QR code, for people; anybody may open it.</summary>
internal static class VerificationPage
{
    private const string Html = "text/html; charset=utf-8";

    private static readonly byte[] Styles = ReadStyles();

    public static void Map(IEndpointRouteBuilder root)
    {
        root.MapGet("/receipts/verify/{code}", Show).AllowAnonymous().ExcludeFromDescription();
        root.MapGet(
                "/receipts/document.css",
                (HttpContext http) =>
                {
                    http.Response.Headers.CacheControl = "public, max-age=3600";
                    return TypedResults.Bytes(Styles, "text/css; charset=utf-8");
                }
            )
            .AllowAnonymous()
            .ExcludeFromDescription();
    }

    private static async Task<IResult> Show(string code, ISender sender, HttpContext http, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var answer = await sender.Send(new VerifyDocument(code), ct);
        return answer.Error is null
            ? Results.Content(Genuine(answer.Value), Html)
            : Results.Content(Unknown(), Html, statusCode: StatusCodes.Status404NotFound);
    }

    private static string Genuine(VerificationAnswer answer)
    {
        var issued = Wording.Date(LocalDatePattern.Iso.Format(answer.IssuedOn));
        var total = Wording.Amount(answer.Total.Minor, answer.Total.Currency.Code);
        var facts =
            Fact("Number", answer.Number)
            + Fact("Date of issue", issued)
            + Fact("Issued in the name of", answer.Issuer)
            + Fact(answer.Kind == DocumentKind.CreditNote ? "Total credited" : "Total", total);
        var corrected = answer.CorrectedBy is { } note
            ? $"<div class=\"note\"><p>It was cancelled in full by credit note {HtmlTwin.Text(note)}.</p></div>"
            : "";
        var hash = answer.Sha256 is { } sha ? $"<p class=\"quiet\">SHA-256 of the PDF: {sha}</p>" : "";
        return HtmlTwin.Page(
            "This document is genuine",
            "<h1>This document is genuine</h1>"
                + $"<p class=\"verdict\">{HtmlTwin.Text($"{answer.Title} {answer.Number}")} was issued by us.</p>"
                + "<p>Compare what you hold with these facts. If one differs, the paper was changed.</p>"
                + $"<dl class=\"facts\">{facts}</dl>{corrected}{hash}"
        );
    }

    private static string Unknown() =>
        HtmlTwin.Page(
            "We do not know this document",
            "<h1>We do not know this document</h1>"
                + "<p>No document was issued with this code. "
                + "Check the address letter by letter, or scan the code again.</p>"
                + "<p>If it still is not found, do not rely on the document.</p>"
        );

    private static string Fact(string label, string value) =>
        $"<div><dt>{label}</dt><dd>{HtmlTwin.Text(value)}</dd></div>";

    private static byte[] ReadStyles()
    {
        using var stream = typeof(VerificationPage).Assembly.GetManifestResourceStream(
            "Telehealth.Receipts.document.css"
        )!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}

using System.Globalization;
using System.Net;
using System.Text;
using Telehealth.Receipts.Documents;
using Telehealth.Receipts.Domain;

namespace Telehealth.Receipts.Templates;

/// <summary>
/// The accessible twin of a document (RCP-06): the same frozen words as headings, lists and a real table, for screen
/// readers, small screens and the printer. No script, no inline style.
/// </summary>
internal static class HtmlTwin
{
    private static readonly FrozenWords Usual = new();

    public static string Write(FrozenDocument data)
    {
        var html = new StringBuilder();
        html.Append("<header>");
        html.Append($"<h1>{Text(data.Title)}</h1><p>{Text(data.Number)}</p>");
        if (data.IssuedBy is { } by)
        {
            html.Append($"<p class=\"quiet\">{Text(by)}</p>");
        }

        html.Append("</header><dl class=\"facts\">");
        Fact(html, "Date of issue", Wording.Date(data.IssuedOn));
        var words = data.Words ?? Usual;
        Fact(html, words.SuppliedLabel, Wording.Date(data.SuppliedOn));
        Fact(html, words.ReferenceLabel, data.BookingNumber);
        var label = data.Corrects is null ? words.PaidLabel : "Total credited";
        Fact(html, label, Wording.Amount(data.TotalMinor, data.Currency));
        html.Append("</dl><div class=\"parties\">");
        Party(html, words.SupplierLabel, data.Supplier);
        Party(html, words.CustomerLabel, data.Customer);
        html.Append("</div>");
        if (data.Corrects is { } original)
        {
            html.Append("<div class=\"note\"><p><strong>Corrects ");
            html.Append($"{Text(original.Number)} of {Wording.Date(original.IssuedOn)} in full</strong></p>");
            html.Append($"<p>Reason: {Text(original.Reason)}</p></div>");
        }

        Table(html, data);
        if (data.TaxStatement is { } statement)
        {
            html.Append($"<p>{Text(statement)}</p>");
        }

        foreach (var sentence in words.Statements)
        {
            html.Append($"<p><strong>{Text(sentence)}</strong></p>");
        }

        html.Append($"<p class=\"quiet\">{Text(data.Settlement)}</p>");
        Check(html, data);
        return Page($"{data.Title} {data.Number}", html.ToString());
    }

    /// <summary>A whole page around its content; styled by a file, because the policy allows no inline style.</summary>
    public static string Page(string title, string main) =>
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"
        + "<meta name=\"robots\" content=\"noindex\">"
        + $"<title>{Text(title)}</title><link rel=\"stylesheet\" href=\"/receipts/document.css\"></head>"
        + $"<body><main>{main}</main></body></html>";

    /// <summary>Typed text as HTML: encoded, and without marks that turn the direction of what follows.</summary>
    public static string Text(string text) => WebUtility.HtmlEncode(SafeText.WithoutDirectionMarks(text));

    private static void Fact(StringBuilder html, string label, string value) =>
        html.Append($"<div><dt>{label}</dt><dd>{Text(value)}</dd></div>");

    private static void Party(StringBuilder html, string label, FrozenParty who)
    {
        html.Append($"<section><h2>{label}</h2><address><strong>{Text(who.Name)}</strong>");
        foreach (var line in who.Lines)
        {
            html.Append($"<br>{Text(line)}");
        }

        html.Append("</address></section>");
    }

    private static void Table(StringBuilder html, FrozenDocument data)
    {
        var taxed = data.TaxColumn is not null;
        var counted = data.Words is not { AmountOnly: true };
        var what = counted ? "What was supplied" : "What is paid";
        html.Append($"<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"{what}\"><table>");
        html.Append($"<caption>{what}, amounts in {data.Currency}</caption>");
        html.Append("<thead><tr><th scope=\"col\">Description</th>");
        html.Append(counted ? $"{NumberHead("Quantity")}{NumberHead("Unit price")}" : "");
        html.Append(taxed ? NumberHead(Text(data.TaxColumn!)) : "");
        html.Append($"{NumberHead("Amount")}</tr></thead><tbody>");
        foreach (var line in data.Lines)
        {
            html.Append(
                $"<tr><td>{Text(line.Description)}<br><span class=\"quiet\">{Text(line.Details ?? "")}</span></td>"
            );
            if (counted)
            {
                Number(html, line.Quantity.ToString(CultureInfo.InvariantCulture));
                Number(html, Wording.Digits(line.UnitMinor, data.Currency));
            }

            if (taxed)
            {
                Number(html, line.TaxText);
            }

            Number(html, Wording.Digits(line.NetMinor, data.Currency));
            html.Append("</tr>");
        }

        html.Append("</tbody><tfoot>");
        var span = 1 + (counted ? 2 : 0) + (taxed ? 1 : 0);
        if (data.TaxLabel is { } label)
        {
            Sum(html, span, "Net", Wording.Digits(data.NetMinor, data.Currency));
            Sum(html, span, label, Wording.Digits(data.TaxMinor, data.Currency));
        }

        var total = data.Corrects is null ? "Total" : "Total credit";
        Sum(html, span, total, Wording.Amount(data.TotalMinor, data.Currency));
        html.Append("</tfoot></table></div>");
    }

    private static string NumberHead(string label) => $"<th scope=\"col\" class=\"number\">{label}</th>";

    private static void Number(StringBuilder html, string value) =>
        html.Append($"<td class=\"number\">{Text(value)}</td>");

    private static void Sum(StringBuilder html, int span, string label, string value) =>
        html.Append(
            $"<tr><th scope=\"row\" colspan=\"{span}\">{Text(label)}</th><td class=\"number\">{Text(value)}</td></tr>"
        );

    private static void Check(StringBuilder html, FrozenDocument data)
    {
        var code = QrModules.Of(data.VerifyUrl);
        html.Append("<section class=\"check\" aria-labelledby=\"check\">");
        html.Append($"<svg viewBox=\"0 0 {code.Side} {code.Side}\" role=\"img\" ");
        html.Append("aria-label=\"QR code of the address beside it\" shape-rendering=\"crispEdges\">");
        foreach (var (x, y, length) in code.Runs)
        {
            html.Append(CultureInfo.InvariantCulture, $"<rect x=\"{x}\" y=\"{y}\" width=\"{length}\" height=\"1\"/>");
        }

        html.Append("</svg><div><h2 id=\"check\">Is this document genuine?</h2>");
        html.Append("<p>This address shows what was issued:</p>");
        html.Append($"<p><a href=\"{Text(data.VerifyUrl)}\">{Text(data.VerifyUrl)}</a></p></div></section>");
    }
}

using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.Host.Cli.Story;

/// <summary>Papers that come from outside: a provider's invoice, a parent's form, the bank's answer.</summary>
internal static class DemoPaper
{
    /// <summary>An invoice of the provider's own, as the API takes it.</summary>
    public static DemoFile Invoice(string number, LocalDate date, long minor) =>
        new(
            "invoice.pdf",
            "application/pdf",
            Pdf($"Invoice {number}", DemoAnswers.Pounds(minor)),
            ("number", number),
            ("date", LocalDatePattern.Iso.Format(date)),
            ("amount", minor.ToString(CultureInfo.InvariantCulture)),
            ("currency", "GBP")
        );

    /// <summary>The bank says that every payment of a file was settled (pain.002).</summary>
    public static DemoFile BankAnswer(string messageId, LocalDate date, IEnumerable<string> payments)
    {
        var settled = payments.Select(x =>
            $"<TxInfAndSts><OrgnlEndToEndId>{Guid.Parse(x).ToString("N").ToUpperInvariant()}</OrgnlEndToEndId>"
            + "<TxSts>ACSC</TxSts></TxInfAndSts>"
        );
        var answer = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>DEMO-BANK-1</MsgId><CreDtTm>{date:yyyy-MM-dd}T10:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>{messageId}</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>{string.Concat(settled)}</OrgnlPmtInfAndSts>
            </CstmrPmtStsRpt></Document>
            """;
        return new DemoFile("answer.xml", "application/xml", Encoding.UTF8.GetBytes(answer));
    }

    /// <summary>A sheet as somebody's office program prints it: one page, a few lines.</summary>
    public static byte[] Pdf(params string[] lines)
    {
        var text = string.Concat(lines.Select((x, i) => $"BT /F 14 Tf 72 {720 - (i * 24)} Td ({x}) Tj ET "));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F 5 0 R >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (body, number) in objects.Select((x, i) => (x, i + 1)))
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(x => pdf.Append(CultureInfo.InvariantCulture, $"{x:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\n");
        pdf.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}

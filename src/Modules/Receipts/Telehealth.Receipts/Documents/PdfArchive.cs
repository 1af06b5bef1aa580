using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using NodaTime;
using NodaTime.Text;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Receipts.Documents;

/// <summary>
/// What makes a PDF an archival one (PDF/A-2b): the markers, an sRGB output intent, metadata that says the same in both
/// its places, and an identifier that follows from the content instead of chance. No structure tree is written, so
/// neither level A nor "tagged" is claimed.
/// </summary>
internal static class PdfArchive
{
    private const string Producer = "Telehealth";

    public static PdfDocumentBuilder Start(DocumentInfo info)
    {
        var stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMddHHmmss").Format(info.CreatedAt);
        return new PdfDocumentBuilder
        {
            ArchiveStandard = PdfAStandard.A2B,
            XmpMetadata = Xmp(info),
            DocumentInformation =
            {
                Title = Plain(info.Title),
                Author = Plain(info.Author),
                Subject = Plain(info.Subject),
                Creator = Plain(info.Creator),
                Producer = Producer,
                CreationDate = $"D:{stamp}Z",
                ModifiedDate = $"D:{stamp}Z",
            },
        };
    }

    /// <summary>
    /// Puts an identifier made of the content in the place of the writer's random one, byte for byte.
    /// </summary>
    public static byte[] Finish(byte[] pdf)
    {
        var marker = pdf.AsSpan().LastIndexOf("/ID [ <"u8);
        if (marker < 0)
        {
            throw new InvalidOperationException("The PDF has no identifier where PdfPig writes one.");
        }

        var first = marker + "/ID [ <"u8.Length;
        var second = first + 32 + "><"u8.Length;
        pdf.AsSpan(first, 32).Fill((byte)'0');
        pdf.AsSpan(second, 32).Fill((byte)'0');
        var id = Encoding.ASCII.GetBytes(Convert.ToHexString(SHA256.HashData(pdf))[..32]);
        id.CopyTo(pdf, first);
        id.CopyTo(pdf, second);
        return pdf;
    }

    // PdfPig's own packet writes plain texts where PDF/A wants language alternatives and lists, and leaves out the
    // dates.
    private static XDocument Xmp(DocumentInfo info)
    {
        XNamespace meta = "adobe:ns:meta/";
        XNamespace rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
        XNamespace dc = "http://purl.org/dc/elements/1.1/";
        XNamespace xmp = "http://ns.adobe.com/xap/1.0/";
        XNamespace pdf = "http://ns.adobe.com/pdf/1.3/";
        XNamespace pdfaid = "http://www.aiim.org/pdfa/ns/id/";
        var created = InstantPattern.General.Format(Instant.FromUnixTimeSeconds(info.CreatedAt.ToUnixTimeSeconds()));

        XElement About(XNamespace own, string prefix, params object[] content) =>
            new(
                rdf + "Description",
                new XAttribute(rdf + "about", ""),
                new XAttribute(XNamespace.Xmlns + prefix, own),
                content
            );
        XElement Text(string text) =>
            new(
                rdf + "Alt",
                new XElement(rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Plain(text))
            );

        return new XDocument(
            new XElement(
                meta + "xmpmeta",
                new XAttribute(XNamespace.Xmlns + "x", meta),
                new XElement(
                    rdf + "RDF",
                    new XAttribute(XNamespace.Xmlns + "rdf", rdf),
                    About(
                        dc,
                        "dc",
                        new XElement(dc + "format", "application/pdf"),
                        new XElement(dc + "title", Text(info.Title)),
                        new XElement(
                            dc + "creator",
                            new XElement(rdf + "Seq", new XElement(rdf + "li", Plain(info.Author)))
                        ),
                        new XElement(dc + "description", Text(info.Subject))
                    ),
                    About(
                        xmp,
                        "xmp",
                        new XElement(xmp + "CreatorTool", Plain(info.Creator)),
                        new XElement(xmp + "CreateDate", created),
                        new XElement(xmp + "ModifyDate", created)
                    ),
                    About(pdf, "pdf", new XElement(pdf + "Producer", Producer)),
                    About(
                        pdfaid,
                        "pdfaid",
                        new XElement(pdfaid + "part", "2"),
                        new XElement(pdfaid + "conformance", "B")
                    )
                )
            )
        );
    }

    // XML knows no control characters and no half of a surrogate pair; a name may bring both.
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            plain.Append(Rune.IsControl(rune) ? " " : rune.ToString());
        }

        return plain.ToString();
    }
}

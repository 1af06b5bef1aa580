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
    private const double PdfVersion = 1.7;

    private static readonly XNamespace Meta = "adobe:ns:meta/";
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace PdfAId = "http://www.aiim.org/pdfa/ns/id/";

    public static PdfDocumentBuilder Start(DocumentInfo info, MemoryStream file)
    {
        var stamp = InstantPattern.CreateWithInvariantCulture("yyyyMMddHHmmss").Format(info.CreatedAt);
        var writer = new ArchiveTokenWriter(Packet(info), info.Language);
        return new PdfDocumentBuilder(file, disposeStream: false, PdfWriterType.Default, PdfVersion, writer)
        {
            ArchiveStandard = PdfAStandard.A2B,
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

    // The mark is a byte order mark that says UTF-8; the identifier is the same in every XMP packet there is.
    private static byte[] Packet(DocumentInfo info) =>
        Encoding.UTF8.GetBytes(
            $"<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n{Xmp(info)}\n<?xpacket end=\"r\"?>"
        );

    private static XDocument Xmp(DocumentInfo info)
    {
        var created = InstantPattern.General.Format(Instant.FromUnixTimeSeconds(info.CreatedAt.ToUnixTimeSeconds()));
        XElement[] descriptions =
        [
            About(
                "dc",
                Dc,
                new XElement(Dc + "format", "application/pdf"),
                new XElement(Dc + "title", Alternatives(info.Title)),
                new XElement(Dc + "creator", new XElement(Rdf + "Seq", new XElement(Rdf + "li", Plain(info.Author)))),
                new XElement(Dc + "description", Alternatives(info.Subject)),
                new XElement(Dc + "language", new XElement(Rdf + "Bag", new XElement(Rdf + "li", info.Language)))
            ),
            About(
                "xmp",
                Basic,
                new XElement(Basic + "CreatorTool", Plain(info.Creator)),
                new XElement(Basic + "CreateDate", created),
                new XElement(Basic + "ModifyDate", created)
            ),
            About("pdf", Pdf, new XElement(Pdf + "Producer", Producer)),
            About("pdfaid", PdfAId, new XElement(PdfAId + "part", "2"), new XElement(PdfAId + "conformance", "B")),
        ];
        var rdf = new XElement(Rdf + "RDF", new XAttribute(XNamespace.Xmlns + "rdf", Rdf), descriptions);
        return new XDocument(new XElement(Meta + "xmpmeta", new XAttribute(XNamespace.Xmlns + "x", Meta), rdf));
    }

    private static XElement About(string prefix, XNamespace own, params XElement[] content) =>
        new(
            Rdf + "Description",
            new XAttribute(Rdf + "about", ""),
            new XAttribute(XNamespace.Xmlns + prefix, own),
            content
        );

    private static XElement Alternatives(string text) =>
        new(Rdf + "Alt", new XElement(Rdf + "li", new XAttribute(XNamespace.Xml + "lang", "x-default"), Plain(text)));

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

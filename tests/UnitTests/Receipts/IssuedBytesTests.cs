using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Telehealth.Receipts.Domain;
using Telehealth.Testing;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Actions;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;

namespace Telehealth.UnitTests.Receipts;

/// <summary>What the bytes of a document say about it, read as a validator would: from the bytes.</summary>
public sealed class IssuedBytesTests
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace Dc = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace Basic = "http://ns.adobe.com/xap/1.0/";
    private static readonly XNamespace Pdf = "http://ns.adobe.com/pdf/1.3/";
    private static readonly XNamespace PdfA = "http://www.aiim.org/pdfa/ns/id/";

    [Theory]
    [Rule("RCP-06", Part = "archival")]
    [InlineData("Dr Þórður Jónsson", "VAT invoice")]
    [InlineData("Żółć & <Söhne> Łódź", "Faktura – samofakturowanie / Self-billed invoice")]
    [InlineData("Nguyễn Thị Hường", "Recipient created tax invoice")]
    public void The_metadata_are_of_the_types_pdf_a_wants_and_say_what_the_information_says(string name, string title)
    {
        var data = SampleDocuments.Receipt() with { Supplier = new(name, ["1 Quay"]), Title = title };
        var bytes = SampleDocuments.Pdf(data);
        var xmp = SampleDocuments.Xmp(bytes);
        using var document = PdfDocument.Open(bytes);
        var info = document.Information;
        Alternative(xmp, "title").ShouldBe($"{title} K7QM2-00042");
        Alternative(xmp, "description").ShouldBe($"{title} K7QM2-00042 for booking 7K2M-94QX");
        var creators = xmp.Descendants(Dc + "creator").ShouldHaveSingleItem().Element(Rdf + "Seq").ShouldNotBeNull();
        creators.Elements(Rdf + "li").ShouldHaveSingleItem().Value.ShouldBe(name);
        One(xmp, Dc + "format").ShouldBe("application/pdf");
        One(xmp, Dc + "language").ShouldBe("en");
        (One(xmp, PdfA + "part"), One(xmp, PdfA + "conformance")).ShouldBe(("2", "B"));

        info.Title.ShouldBe(Alternative(xmp, "title"));
        info.Author.ShouldBe(name);
        info.Subject.ShouldBe(Alternative(xmp, "description"));
        info.Creator.ShouldBe(One(xmp, Basic + "CreatorTool"));
        info.Producer.ShouldBe(One(xmp, Pdf + "Producer"));
        One(xmp, Basic + "CreateDate").ShouldBe("2027-01-14T10:31:22Z");
        One(xmp, Basic + "ModifyDate").ShouldBe("2027-01-14T10:31:22Z");
        info.CreationDate.ShouldBe("D:20270114103122Z");
        info.ModifiedDate.ShouldBe("D:20270114103122Z");
    }

    [Fact]
    [Rule("RCP-06", Part = "archival")]
    public void There_is_one_packet_and_the_catalogue_names_the_language()
    {
        var bytes = SampleDocuments.Pdf(SampleDocuments.Receipt());
        Encoding.Latin1.GetString(bytes).Split("<?xpacket begin=").Length.ShouldBe(2);
        using var document = PdfDocument.Open(bytes);
        var catalog = document.Structure.Catalog.CatalogDictionary;
        catalog.TryGet(NameToken.Create("Lang"), out StringToken language).ShouldBeTrue();
        language.Data.ShouldBe("en");
    }

    [Fact]
    [Rule("RCP-06", Part = "link")]
    public void The_verification_address_is_a_link_where_it_stands()
    {
        var data = SampleDocuments.Receipt() with { VerifyUrl = $"https://telehealth.example/{new string('a', 150)}" };
        using var document = PdfDocument.Open(SampleDocuments.Pdf(data));
        var page = document.GetPages().Last();
        var links = page.GetAnnotations().ToList();
        links.Count.ShouldBeGreaterThan(1);
        links.ShouldAllBe(link => ((UriAction)link.Action!).Uri == data.VerifyUrl);
        links.ShouldAllBe(link => link.AnnotationDictionary.ContainsKey(NameToken.F));
        var covered = page.Letters.Where(letter =>
            links.Exists(link =>
                Holds(link.Rectangle, letter.StartBaseLine) && Holds(link.Rectangle, letter.EndBaseLine)
            )
        );
        string.Concat(covered.Select(letter => letter.Value)).ShouldBe(data.VerifyUrl);
    }

    [ToolFact("qpdf")]
    [Rule("RCP-06", Part = "archival")]
    public void Qpdf_reads_the_same_language_link_and_flags()
    {
        var pdf = SampleDocuments.Pdf(SampleDocuments.Receipt("Nguyễn Łódź Þór"));
        SampleDocuments.Ask("qpdf", "--check \"{0}\"", pdf).ShouldContain("No syntax or stream encoding errors found");
        using var json = JsonDocument.Parse(SampleDocuments.Ask("qpdf", "--json=2 --json-key=qpdf \"{0}\"", pdf));
        var text = json.RootElement.GetRawText();
        text.ShouldContain("\"/Lang\": \"u:en\"");
        text.ShouldContain("\"/F\": 4");
        text.ShouldContain($"\"/URI\": \"u:{SampleDocuments.Receipt().VerifyUrl}\"");
    }

    private static bool Holds(PdfRectangle room, PdfPoint point) =>
        point.X >= room.Left - 0.01 && point.X <= room.Right + 0.01 && point.Y >= room.Bottom && point.Y <= room.Top;

    private static string Alternative(XDocument xmp, string name)
    {
        var alternatives = xmp.Descendants(Dc + name).ShouldHaveSingleItem().Element(Rdf + "Alt").ShouldNotBeNull();
        var item = alternatives.Elements(Rdf + "li").ShouldHaveSingleItem();
        item.Attribute(XNamespace.Xml + "lang")?.Value.ShouldBe("x-default");
        return item.Value;
    }

    private static string One(XDocument xmp, XName name) => xmp.Descendants(name).ShouldHaveSingleItem().Value;
}

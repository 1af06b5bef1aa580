using System.Text;
using Telehealth.Receipts.Documents;
using Telehealth.Receipts.Domain;
using Telehealth.Testing;
using UglyToad.PdfPig;

namespace Telehealth.UnitTests.Receipts;

/// <summary>The PDFs themselves: archival, the same every time, and readable whatever a person is called.</summary>
public sealed class DocumentLayerTests
{
    [Fact]
    [Rule("RCP-07", Part = "same-bytes")]
    public void The_same_data_gives_the_same_bytes()
    {
        var first = SampleDocuments.Renderer.Render(SampleDocuments.Receipt());
        var reread = FrozenDocument.FromJson(SampleDocuments.Receipt().ToJson());
        var second = SampleDocuments.Renderer.Render(reread);
        second.Sha256.ShouldBe(first.Sha256);
        second.Content.ShouldBe(first.Content);
        SampleDocuments.Renderer.Render(SampleDocuments.Receipt("Somebody Else")).Sha256.ShouldNotBe(first.Sha256);
    }

    [Theory]
    [Rule("RCP-06", Part = "text")]
    [Rule("RCP-06", Part = "languages")]
    [InlineData("Łucja Żółć-Gęślą")]
    [InlineData("Þórður Æðarson Öxnadalsheiði")]
    [InlineData("Nguyễn Thị Hường Ỷ Ỵ Ặ")]
    [InlineData("Jürgen O’Brien — “Quote” № 5 € ₫ zł £")]
    public void Served_languages_come_back_as_they_were_written(string name) =>
        SampleDocuments.Text(SampleDocuments.Pdf(SampleDocuments.Receipt(name))).ShouldContain(name);

    [Fact]
    public void Letters_written_as_several_characters_come_back_composed() =>
        SampleDocuments
            .Text(SampleDocuments.Pdf(SampleDocuments.Receipt("Nguyễn".Normalize(NormalizationForm.FormD))))
            .ShouldContain("Nguyễn");

    [Fact]
    [Rule("RCP-06", Part = "archival")]
    [Rule("RCP-06", Part = "tagged")]
    public void It_claims_pdf_a_2b_embeds_its_fonts_and_says_the_same_in_both_metadata()
    {
        var pdf = SampleDocuments.Pdf(SampleDocuments.Receipt());
        var raw = Encoding.UTF8.GetString(pdf);
        raw.ShouldContain("<pdfaid:part>2</pdfaid:part>");
        raw.ShouldContain("<pdfaid:conformance>B</pdfaid:conformance>");
        raw.ShouldContain("/OutputIntents");
        raw.ShouldNotContain("/StructTreeRoot");
        using var document = PdfDocument.Open(pdf);
        document.Information.Title.ShouldBe("VAT invoice K7QM2-00042");
        document.Information.CreationDate.ShouldBe("D:20270114103122Z");
        document.TryGetXmpMetadata(out var xmp).ShouldBeTrue();
        var packet = xmp!.GetXDocument().ToString();
        packet.ShouldContain("VAT invoice K7QM2-00042");
        packet.ShouldContain("2027-01-14T10:31:22Z");
    }

    [Fact]
    public void Whatever_somebody_is_called_the_document_shows_it_as_plain_text()
    {
        var name = "<script>alert(1)</script> \u202Egpj.exe " + new string('x', 10_000);
        var text = SampleDocuments.Text(SampleDocuments.Pdf(SampleDocuments.Receipt(name)));
        text.ShouldContain("<script>alert(1)</script>");
        text.ShouldContain("gpj.exe");
        text.ShouldNotContain("\u202E");
        text.ShouldNotContain(SafeText.Replacement);
        text.Count(c => c == 'x').ShouldBeGreaterThan(9_990);
    }

    [Fact]
    public void More_letters_than_one_embedded_font_holds_go_on_in_a_second()
    {
        var letters = string.Concat(
            Enumerable.Range(0x1EA0, 0x5A).Concat(Enumerable.Range(0xC0, 0x170)).Select(code => (char)code)
        );
        var text = SampleDocuments.Text(SampleDocuments.Pdf(SampleDocuments.Receipt(letters))).Replace("\n", "");
        text.ShouldContain("ỸỹỼ"[..2]);
        text.ShouldContain("ŁłŃń");
    }

    [Fact]
    public void A_long_table_breaks_into_pages_that_each_carry_its_head_and_number()
    {
        var data = SampleDocuments.Receipt() with
        {
            Lines =
            [
                .. Enumerable.Range(1, 80).Select(i => new FrozenLine($"Session {i}.", null, 1, 100, 100, "20 %", 120)),
            ],
        };
        using var document = PdfDocument.Open(SampleDocuments.Pdf(data));
        document.NumberOfPages.ShouldBeGreaterThan(2);
        var pages = document.GetPages().Select(page => string.Join(' ', page.GetWords().Select(w => w.Text))).ToList();
        for (var i = 0; i < pages.Count; i++)
        {
            pages[i].ShouldContain($"Page {i + 1} of {pages.Count}");
            pages[i].ShouldContain("K7QM2-00042");
        }

        var tables = pages.Where(page => page.Contains("Session ", StringComparison.Ordinal)).ToList();
        tables.Count.ShouldBeGreaterThan(1);
        tables.ShouldAllBe(page => page.Contains("Unit price", StringComparison.Ordinal));
        foreach (var line in Enumerable.Range(1, 80))
        {
            pages.Count(page => page.Contains($"Session {line}.", StringComparison.Ordinal)).ShouldBe(1);
        }
    }

    [Fact]
    public void Digits_are_of_one_width_so_that_sums_align()
    {
        var fonts = FontLibrary.Load(Path.Combine(AppContext.BaseDirectory, "fonts"));
        foreach (var face in (FontFace[])[fonts.Regular, fonts.Bold])
        {
            "0123456789".Select(digit => face.Measure([digit], 10)).Distinct().Count().ShouldBe(1);
        }
    }

    [Fact]
    public void Missing_fonts_are_said_in_plain_words() =>
        Should
            .Throw<FileNotFoundException>(() => FontLibrary.Load("/nowhere"))
            .Message.ShouldContain("Receipts:FontDirectory");

    [ToolFact("qpdf")]
    [Rule("RCP-06", Part = "archival")]
    public void Qpdf_finds_nothing_to_complain_of() =>
        SampleDocuments
            .Ask("qpdf", "--check \"{0}\"", SampleDocuments.Pdf(SampleDocuments.Receipt("Nguyễn Łódź Þór")))
            .ShouldContain("No syntax or stream encoding errors found");

    [ToolFact("pdftotext", "pdffonts")]
    [Rule("RCP-06", Part = "text")]
    [Rule("RCP-06", Part = "fonts")]
    public void Poppler_reads_the_text_back_and_finds_every_font_embedded()
    {
        var pdf = SampleDocuments.Pdf(SampleDocuments.Receipt("Nguyễn Thị Hường"));
        var text = SampleDocuments.Ask("pdftotext", "-layout \"{0}\" -", pdf);
        string[] printed = ["VAT invoice", "K7QM2-00042", "Nguyễn Thị Hường", "Dr Þórður Jónsson", "10.83", "£65.00"];
        printed.ShouldAllBe(part => text.Contains(part, StringComparison.Ordinal));
        var fonts = SampleDocuments.Ask("pdffonts", "\"{0}\"", pdf).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        fonts.Skip(2).ShouldNotBeEmpty();
        fonts.Skip(2).ShouldAllBe(line => line.Contains("yes", StringComparison.Ordinal));
    }
}

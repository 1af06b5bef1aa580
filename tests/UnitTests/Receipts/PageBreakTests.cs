using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.Receipts.Domain;
using Telehealth.Testing;
using UglyToad.PdfPig;

namespace Telehealth.UnitTests.Receipts;

/// <summary>Where a page ends: blocks know their neighbours.</summary>
public sealed class PageBreakTests
{
    private const string Settlement =
        "Issued under the self-billing agreement of 14 January 2027 (text 2026-11) and paid with withdrawal W7K2M94. "
        + "Please send no invoice of your own for these sessions, since each of them is on this one.";

    private const string Statement =
        "Reverse charge: the customer accounts for the VAT – art. 196 Directive 2006/112/EC. "
        + "Outside the scope of UK VAT – VATA 1994 s 7A(2)(a)";

    [Property(MaxTest = 80)]
    public Property Every_page_has_lines_and_the_total_the_code_and_the_sentences_stand_with_the_last() =>
        Prop.ForAll(Shapes().ToArbitrary(), x => Check(x.Lines, x.Address, x.Details, x.Credit));

    [Fact]
    public void Every_number_of_lines_up_to_sixty_breaks_well()
    {
        for (var lines = 1; lines <= 60; lines++)
        {
            Check(lines, 1 + (lines % 5), details: true, credit: lines % 2 == 0);
        }
    }

    private static void Check(int lines, int address, bool details, bool credit)
    {
        var data = Invoice(lines, address, details, credit);
        using var document = PdfDocument.Open(SampleDocuments.Pdf(data));
        var pages = document.GetPages().Select(page => string.Join(' ', page.GetWords().Select(w => w.Text))).ToList();
        var shape = $"{lines} lines, {address} address lines, {pages.Count} pages";
        pages.ShouldAllBe(page => Enumerable.Range(1, lines).Any(line => Has(page, $"Session {line}.")), shape);
        pages.ShouldAllBe(page => Has(page, "Unit price"), shape);
        Enumerable.Range(1, lines).ShouldAllBe(line => pages.Count(page => Has(page, $"Session {line}.")) == 1, shape);
        var last = pages[^1];
        foreach (var part in (string[])[$"Session {lines}.", Settlement, Statement, "Is this document genuine?"])
        {
            Has(last, part).ShouldBeTrue($"{shape}: '{part}' is not whole on the last page");
        }

        Has(last, "VAT (reverse charge)").ShouldBeTrue(shape);
    }

    private static bool Has(string page, string part) => page.Contains(part, StringComparison.Ordinal);

    private static FrozenDocument Invoice(int lines, int address, bool details, bool credit) =>
        SampleDocuments.Receipt() with
        {
            Supplier = Party("Dr Þórður Jónsson", address),
            Customer = Party("Telehealth Platform Limited", 6 - address),
            Lines =
            [
                .. Enumerable
                    .Range(1, lines)
                    .Select(i => new FrozenLine(
                        $"Session {i}.",
                        details ? Details(i) : null,
                        1,
                        100,
                        100,
                        "20 %",
                        120
                    )),
            ],
            TaxLabel = "VAT (reverse charge)",
            TaxStatement = Statement,
            Settlement = Settlement,
            Corrects = credit ? new("K7QM2-00041", "2027-01-10", "One session was not held as it says.") : null,
        };

    private static FrozenParty Party(string name, int lines) =>
        new(name, [.. Enumerable.Range(1, lines).Select(i => $"{i} Queen Square"), "VAT registration no. GB1"]);

    private static string Details(int line) =>
        string.Create(CultureInfo.InvariantCulture, $"Booking 7K2M-{line:0000} · held 14 January 2027, 09:30");

    private static Gen<(int Lines, int Address, bool Details, bool Credit)> Shapes() =>
        from lines in Gen.Choose(1, 60)
        from address in Gen.Choose(1, 5)
        from details in Gen.Elements(true, false)
        from credit in Gen.Elements(true, false)
        select (lines, address, details, credit);
}

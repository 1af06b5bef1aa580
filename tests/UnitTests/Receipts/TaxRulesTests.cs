using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Receipts;

/// <summary>Who is taxed how, and what a document may say of it (standards §1.4, §1.6).</summary>
public sealed class TaxRulesTests
{
    /// <summary>country, tax number, register → kind, tax within 65.00, title, number shown, statement.</summary>
    public static TheoryData<string, string?, string?, string, long, string, string?, string?> Matrix =>
        new()
        {
            { "GB", null, "BACP", "NotRegistered", 0, "Receipt", null, null },
            { "GB", null, null, "NotRegistered", 0, "Receipt", null, null },
            { "GB", "GB123456789", "BACP", "Standard", 1083, "VAT invoice", "VAT registration no.", null },
            { "GB", null, "HCPC", "Exempt", 0, "Receipt", null, "Exempt – VATA 1994 Sch 9 Group 7" },
            {
                "GB",
                "GB1",
                " hcpc ",
                "Exempt",
                0,
                "Receipt",
                "VAT registration no.",
                "Exempt – VATA 1994 Sch 9 Group 7"
            },
            { "PL", null, "PTP", "NotRegistered", 0, "Rachunek / Receipt", null, null },
            { "PL", "PL5260001246", "PTP", "Standard", 1215, "Faktura / Invoice", "NIP", null },
            {
                "PL",
                "PL5260001246",
                "Psycholog",
                "Exempt",
                0,
                "Faktura / Invoice",
                "NIP",
                "Zwolnienie z VAT: art. 43 ust. 1 pkt 19 lit. d ustawy o VAT (art. 132(1)(c) Directive 2006/112/EC)"
            },
            { "AU", null, "ACA", "NotRegistered", 0, "Receipt", null, null },
            { "AU", "51824753556", "ACA", "Standard", 591, "Tax invoice", "ABN", "Total price includes GST" },
            {
                "AU",
                "51824753556",
                "AHPRA",
                "Exempt",
                0,
                "Receipt",
                "ABN",
                "GST-free – A New Tax System (Goods and Services Tax) Act 1999, s 38-10"
            },
            { "IE", "IE1234567T", null, "Standard", 1215, "Invoice", "VAT no.", null },
            {
                "IE",
                null,
                "CORU",
                "Exempt",
                0,
                "Invoice",
                null,
                "Exempt from VAT – art. 132(1)(c) Directive 2006/112/EC"
            },
            { "US", "12-3456789", null, "Unknown", 0, "Receipt", null, null },
        };

    [Theory]
    [Rule("RCP-03", Part = "receipts")]
    [Rule("RCP-03", Part = "australia")]
    [Rule("RCP-03", Part = "poland")]
    [Rule("RCP-03", Part = "eu")]
    [Rule("RCP-03", Part = "exemption")]
    [MemberData(nameof(Matrix))]
    public void The_suppliers_country_register_and_number_decide(
        string country,
        string? taxNumber,
        string? register,
        string kind,
        long tax,
        string title,
        string? numberLabel,
        string? statement
    )
    {
        var treatment = TaxRules.For(AtHome(country, taxNumber, register));
        treatment.Kind.ToString().ShouldBe(kind);
        treatment.TaxWithin(6500).ShouldBe(tax);
        treatment.Title.ShouldBe(title);
        treatment.NumberLabel.ShouldBe(numberLabel);
        treatment.Statement.ShouldBe(statement);
        if (treatment.Kind is TaxKind.NotRegistered or TaxKind.Unknown)
        {
            treatment.LineLabel.ShouldBe("");
            treatment.TaxName.ShouldBe("");
        }
    }

    [Theory]
    [InlineData(6000, 1000)]
    [InlineData(6500, 1083)]
    [InlineData(1, 0)]
    [InlineData(3, 1)]
    [InlineData(-6500, -1083)]
    [InlineData(long.MaxValue / 100_000, 15_372_286_728_091)]
    public void At_twenty_percent_the_tax_is_a_sixth_rounded_half_up(long gross, long tax) =>
        TaxRules.For(AtHome("GB", "GB1", null)).TaxWithin(gross).ShouldBe(tax);

    [Theory]
    [InlineData(DocumentKind.Receipt, 42, "K7QM2-00042")]
    [InlineData(DocumentKind.CreditNote, 1, "K7QM2-C00001")]
    [InlineData(DocumentKind.CreditNote, 9_999_999_999, "K7QM2-C9999999999")]
    public void Numbers_fit_a_bank_reference(DocumentKind kind, long number, string text)
    {
        NumberSeries.Format("K7QM2", kind, number).ShouldBe(text);
        text.Length.ShouldBeLessThanOrEqualTo(18);
        text.ShouldMatch("^[A-Z0-9/-]+$");
    }

    [Fact]
    public void An_issuers_code_is_short_readable_and_another_one_when_taken()
    {
        var code = Issuer.CodeOf("provider:1", 0);
        code.ShouldMatch("^[2-9A-HJ-NP-Z]{5}$");
        Issuer.CodeOf("provider:1", 0).ShouldBe(code);
        Issuer.CodeOf("provider:1", 1).ShouldNotBe(code);
    }

    private static Supply AtHome(string country, string? taxNumber, string? register) =>
        new(TaxParty.Business(country, taxNumber), TaxParty.Consumer(country), SupplyPurpose.Care, register);
}

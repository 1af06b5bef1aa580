using System.Net;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.ProviderDocuments;
using Telehealth.Receipts.Templates;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;

namespace Telehealth.UnitTests.Receipts;

/// <summary>What documents between platform and provider say, country by country (standards §1.3, §1.6).</summary>
public sealed partial class ProviderDocumentTests
{
    private const string Hmrc = "The VAT shown is your output tax due to HMRC";
    private const string GroupSeven = "Exempt – VATA 1994 Sch 9 Group 7";
    private const string Plain = "Self-billed invoice – supplier not VAT registered";
    private const string Samofakturowanie = "Faktura – samofakturowanie / Self-billed invoice";
    private const string PolishPlain = "Rachunek – samofakturowanie / Self-billed, not registered";
    private const string AustralianPlain = "Recipient created invoice – supplier not GST registered";
    private const string AustralianTaxed = "Recipient created tax invoice: the GST shown is payable by the supplier";

    private static readonly Instant Now = Instant.FromUtc(2027, 1, 22, 9, 0);

    /// <summary>country, number, register → title, tax within 48.75, statement, how the number is called.</summary>
    public static TheoryData<string, string?, string?, string, long, string?, string?> Matrix =>
        new()
        {
            { "GB", null, "BACP", Plain, 0, null, null },
            { "GB", "GB123456789", "BACP", "Self-billed invoice", 813, Hmrc, "VAT registration no." },
            { "GB", "GB123456789", "HCPC", "Self-billed invoice", 0, GroupSeven, "VAT registration no." },
            { "GB", null, "HCPC", Plain, 0, null, null },
            { "AU", null, "ACA", AustralianPlain, 0, null, null },
            { "AU", "51824753556", "ACA", "Recipient created tax invoice", 443, AustralianTaxed, "ABN" },
            { "AU", "51824753556", "AHPRA", "Recipient created invoice", 0, "s 38-10", "ABN" },
            { "PL", null, "PTP", PolishPlain, 0, null, null },
            { "PL", "PL5260001246", "PTP", Samofakturowanie, 912, null, "NIP" },
            { "PL", "PL5260001246", "PSYCHOLOG", Samofakturowanie, 0, "art. 43 ust. 1 pkt 19 lit. d", "NIP" },
        };

    [Theory]
    [Rule("RCP-03", Part = "self-billed")]
    [Rule("RCP-03", Part = "australia")]
    [Rule("RCP-03", Part = "poland")]
    [Rule("RCP-03", Part = "exemption")]
    [Rule("RCP-05", Part = "self-billed")]
    [Rule("RCP-05", Part = "vat numbers")]
    [MemberData(nameof(Matrix))]
    public void A_self_billed_invoice_says_what_the_suppliers_country_wants_and_no_more(
        string country,
        string? number,
        string? register,
        string title,
        long tax,
        string? statement,
        string? numberLabel
    )
    {
        var data = SelfBilledFor(country, Supplier(country, number, register), [Line(4875, true)]);
        data.Title.ShouldBe(title);
        title.Length.ShouldBeLessThanOrEqualTo(60);
        data.TaxMinor.ShouldBe(tax);
        data.TotalMinor.ShouldBe(4875);
        var html = WebUtility.HtmlDecode(HtmlTwin.Write(data));
        if (statement is not null)
        {
            html.ShouldContain(statement);
        }

        if (numberLabel is null)
        {
            var rest = html.Replace(title, "", StringComparison.Ordinal);
            foreach (var word in (string[])["VAT", "GST", "GB999999973", "%"])
            {
                rest.ShouldNotContain(word, Case.Sensitive);
            }
        }
        else
        {
            html.ShouldContain($"{numberLabel} {number}");
            html.ShouldContain($"{TaxRules.NamesOf(country)!.Value.NumberLabel} GB999999973");
        }
    }

    [Theory]
    [Rule("RCP-03", Part = "both-sides")]
    [Rule("RCP-05", Part = "vat numbers")]
    [InlineData("IE", "IE1234567T", "CORU", "Invoice – self-billing", "VATA 1994 s 8", "VAT no.")]
    [InlineData("DE", "DE123456789", null, "Invoice – self-billing", "art. 44 Directive 2006/112/EC", "VAT no.")]
    [InlineData("PL", "PL5260001246", "PSYCHOLOG", Samofakturowanie, "Odwrotne obciążenie / Reverse charge", "NIP")]
    [InlineData("AU", "51824753556", "ACA", "Recipient created invoice", "s 38-190", "ABN")]
    [InlineData("PL", null, "PSYCHOLOG", PolishPlain, null, null)]
    [InlineData("IS", "12345", null, "Self-billed invoice", null, null)]
    public void A_self_billed_invoice_from_abroad_carries_no_tax_and_says_who_owes_it(
        string country,
        string? number,
        string? register,
        string title,
        string? statement,
        string? numberLabel
    )
    {
        var data = SelfBilled(Supplier(country, number, register), 4875, 3251);
        data.Title.ShouldBe(title);
        (data.NetMinor, data.TaxMinor, data.TotalMinor).ShouldBe((8126, 0, 8126));
        data.Lines.Select(x => x.NetMinor).ShouldBe([4875, 3251]);
        var note = new ReceiptComposer(Letterhead()).CreditNote(data, "Not held.", "K7QM2-C00001", Now);
        foreach (var html in (string[])[HtmlTwin.Write(data), HtmlTwin.Write(note)])
        {
            html.Contains("everse charge", StringComparison.Ordinal).ShouldBe(statement is not null);
            html.Contains("GB999999973", StringComparison.Ordinal).ShouldBe(statement is not null);
        }

        if (statement is not null)
        {
            data.TaxStatement.ShouldNotBeNull().ShouldContain(statement);
            data.Supplier.Lines.ShouldContain($"{numberLabel} {number}");
            data.Lines.ShouldAllBe(x => x.TaxText.Length > 0);
        }
    }

    [Fact]
    public void Lines_add_up_to_the_net_to_the_penny_whatever_they_are()
    {
        long[] amounts = [1, 1, 1, 4875, 3, 99_999, 2, 7];
        var data = SelfBilled(Supplier("GB", "GB123456789", "BACP"), amounts);
        data.TotalMinor.ShouldBe(amounts.Sum());
        data.Lines.Sum(x => x.NetMinor).ShouldBe(data.NetMinor);
        (data.NetMinor + data.TaxMinor).ShouldBe(data.TotalMinor);
    }

    [Theory]
    [InlineData(DocumentKind.CommissionInvoice, 12, "TH-F00012")]
    [InlineData(DocumentKind.SelfBilledInvoice, 1, "TH-S00001")]
    [InlineData(DocumentKind.RemittanceAdvice, 9_999_999_999, "TH-R9999999999")]
    public void Every_kind_has_a_mark_and_fits_a_bank_reference(DocumentKind kind, long number, string text)
    {
        NumberSeries.Format("TH", kind, number).ShouldBe(text);
        text.ShouldMatch("^[A-Z0-9/-]{1,18}$");
    }

    [ToolFact("qpdf", "pdffonts", "pdftotext")]
    [Rule("RCP-06", Part = "archival")]
    [Rule("RCP-06", Part = "text")]
    [Rule("RCP-06", Part = "fonts")]
    public void Every_kind_is_a_sound_pdf_with_its_fonts_in_it()
    {
        foreach (var data in All())
        {
            var pdf = SampleDocuments.Pdf(data);
            SampleDocuments.Ask("qpdf", "--check \"{0}\"", pdf).ShouldContain("No syntax or stream encoding errors");
            SampleDocuments.Ask("pdftotext", "-layout \"{0}\" -", pdf).ShouldContain(data.Number);
            var fonts = SampleDocuments.Ask("pdffonts", "\"{0}\"", pdf).Split('\n').Skip(2).Where(x => x.Length > 0);
            fonts.ShouldAllBe(line => line.Contains("yes", StringComparison.Ordinal));
            SampleDocuments.Renderer.Render(FrozenDocument.FromJson(data.ToJson())).Content.ShouldBe(pdf);
            if (Environment.GetEnvironmentVariable("TELEHEALTH_SAMPLES") is { } folder)
            {
                File.WriteAllBytes(Path.Combine(folder, $"{data.Number}.pdf"), pdf);
            }
        }
    }

    private static List<FrozenDocument> All()
    {
        var counsellor = Supplier("GB", "GB123456789", "BACP");
        var lines = (WithdrawnLine[])[Line(5200, false), Line(4875, true), Line(5200, false)];
        var withdrawal = new WithdrawalId(Ids.New());
        var payout = new PayoutSentV1(
            withdrawal,
            counsellor.ProviderId,
            "W7K2M94",
            Money.Gbp(15_275),
            new LocalDate(2027, 1, 29),
            "··83 ··· 4321",
            lines
        );
        EarlierDocument[] earlier =
        [
            new(DocumentKind.Receipt, "K7QM2-00001", "7K2M-94QX", Money.Gbp(6500)),
            new(DocumentKind.CommissionInvoice, "TH-F00012", "7K2M-94QX", Money.Gbp(1300)),
            new(DocumentKind.SelfBilledInvoice, "K7QM2-S00003", "W7K2M94", Money.Gbp(4875)),
        ];
        var invoice = SelfBilled(counsellor, 4875, 3251, 4875);
        var composer = new ReceiptComposer(Letterhead());
        return
        [
            invoice,
            SelfBilled(Supplier("PL", null, "PTP"), [.. Enumerable.Repeat(4875L, 30)]) with
            {
                Number = "K7QM2-S00004",
            },
            composer.CreditNote(invoice, "Nguyễn Thị Hường held one session less.", "K7QM2-C00001", Now),
            new RemittanceComposer(Letterhead()).Advice(payout, counsellor, earlier, "TH-R00001", Now),
            new CommissionComposer(Letterhead()).Invoice(
                Posted(counsellor.ProviderId),
                counsellor,
                2000,
                "TH-F00012",
                Now
            ),
        ];
    }

    private static FrozenDocument SelfBilled(Supplier supplier, params long[] pence) =>
        SelfBilledFor("GB", supplier, [.. pence.Select(x => Line(x, true))]);

    private static FrozenDocument SelfBilledFor(string platform, Supplier supplier, List<WithdrawnLine> lines)
    {
        var sum = Money.Gbp(lines.Sum(x => x.Amount.Minor));
        var withdrawal = new WithdrawalRequestedV1(
            new WithdrawalId(Ids.New()),
            supplier.ProviderId,
            "W7K2M94",
            sum,
            sum,
            InvoiceMode.SelfBilled,
            lines,
            Now
        );
        var terms = SelfBillingTerms.Of("Telehealth");
        var agreement = SelfBillingAgreement.Accept(supplier, supplier.ProviderId.Person, terms, Now, DateTimeZone.Utc);
        return new SelfBilledComposer(Letterhead(platform)).Invoice(
            withdrawal,
            supplier,
            agreement,
            "K7QM2-S00003",
            Now
        );
    }

    private static WithdrawnLine Line(long pence, bool platform) =>
        new(
            platform ? "8P3N-22WA" : "7K2M-94QX",
            "Individual session",
            Instant.FromUtc(2027, 1, 14, 9, 30),
            platform,
            Money.Gbp(pence)
        );

    private static CoverPostedV1 Posted(ProviderId provider) =>
        new(
            new CoverId(Ids.New()),
            new BookingId(Ids.New()),
            "7K2M-94QX",
            new JournalId(Ids.New()),
            provider.Person,
            provider,
            "Individual session",
            Instant.FromUtc(2027, 1, 14, 9, 30),
            Now,
            new TakeHome(Money.Gbp(6500), Money.Gbp(1083), Money.Gbp(217), Money.Gbp(5200)),
            Money.Gbp(0),
            "marketplace.private",
            1,
            FundingKind.Wallet,
            null
        );

    private static Supplier Supplier(string country, string? number, string? register) =>
        new(
            new ProviderId(Ids.New()),
            "Þórður",
            "Dr Þórður Łucja Nguyễn-Żółć",
            ["14 Queen Square", "Bristol BS1 4NT"],
            country,
            number,
            register,
            register is null ? null : "PYL1"
        );

    private static Letterhead Letterhead(string country = "GB")
    {
        var options = new ReceiptsOptions();
        options.Platform.Country = country;
        options.Platform.AddressLines.AddRange(["1 Example Street", "London EC1A 1AA"]);
        options.Platform.VatNumber = "GB999999973";
        return new Letterhead(Options.Create(options), new PublicOrigin(new Uri("https://telehealth.example")));
    }
}

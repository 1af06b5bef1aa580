using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.ProviderDocuments;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Receipts;

/// <summary>Tax follows from both sides of a supply and what it is for, not from the supplier alone.</summary>
public sealed class TaxAcrossBordersTests
{
    private static readonly string[] Union =
    [
        .. "AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE".Split(' '),
    ];

    /// <summary>Supplier, customer, is it a business, is it registered → kind; of a session.</summary>
    public static TheoryData<string, string, bool, bool, string> Sessions =>
        new()
        {
            { "GB", "GB", false, false, "Standard" },
            { "GB", "FR", false, false, "Standard" },
            { "GB", "US", false, false, "Standard" },
            { "GB", "GB", true, true, "Standard" },
            { "GB", "IE", true, true, "ReverseCharge" },
            { "GB", "IE", true, false, "OutsideScope" },
            { "GB", "AU", true, true, "OutsideScope" },
            { "GB", "IS", true, true, "OutsideScope" },
            { "IE", "FR", false, false, "Standard" },
            { "IE", "FR", true, true, "ReverseCharge" },
            { "IE", "FR", true, false, "Standard" },
            { "IE", "GB", true, true, "ReverseCharge" },
            { "IE", "GB", true, false, "OutsideScope" },
            { "IE", "GB", false, false, "Standard" },
            { "PL", "DE", true, true, "ReverseCharge" },
            { "PL", "NO", true, true, "OutsideScope" },
            { "AU", "NZ", false, false, "OutsideScope" },
            { "AU", "GB", true, true, "ReverseCharge" },
            { "AU", "US", true, false, "OutsideScope" },
            { "AU", "AU", false, false, "Standard" },
            { "US", "GB", true, true, "Unknown" },
        };

    [Theory]
    [Rule("RCP-03", Part = "both-sides")]
    [MemberData(nameof(Sessions))]
    public void Both_sides_decide(string supplier, string customer, bool business, bool registered, string kind)
    {
        var number = registered ? "X1" : null;
        var supply = new Supply(
            TaxParty.Business(supplier, "S1"),
            new TaxParty(customer, number, business),
            SupplyPurpose.Care,
            "BACP"
        );
        TaxRules.For(supply).Kind.ToString().ShouldBe(kind);
        TaxRules.For(supply with { Supplier = supply.Supplier with { TaxNumber = " " } }).NumberLabel.ShouldBeNull();
    }

    [Property(MaxTest = 3_000)]
    [Rule("RCP-03", Part = "both-sides")]
    public Property Whoever_supplies_whom_with_what_the_tax_is_the_one_the_law_wants() =>
        Prop.ForAll(
            Supplies().ToArbitrary(),
            supply =>
            {
                var tax = TaxRules.For(supply);
                tax.Kind.ShouldBe(Expected(supply), supply.ToString());
                var across = tax.Kind is TaxKind.ReverseCharge or TaxKind.OutsideScope;
                if (tax.Kind != TaxKind.Standard)
                {
                    tax.TaxWithin(1_000_003).ShouldBe(0);
                }

                if (across)
                {
                    tax.Statement.ShouldNotBeNullOrWhiteSpace();
                    tax.LineLabel.ShouldNotBeNullOrWhiteSpace();
                    tax.NumberLabel.ShouldNotBeNull();
                }

                if (tax.Kind == TaxKind.ReverseCharge)
                {
                    tax.Statement.ShouldNotBeNull().ShouldContain("everse charge");
                    tax.Statement.ShouldContain(supply.Customer.Country == "GB" ? "VATA 1994 s 8" : "art. 196");
                }

                var issued = TaxRules.SelfBilled(supply);
                issued.TaxWithin(1_000_003).ShouldBe(tax.TaxWithin(1_000_003));
                (issued.Statement == tax.Statement || !across).ShouldBeTrue();
            }
        );

    [Property(MaxTest = 2_000)]
    [Rule("WAL-04", Part = "commission-vat")]
    [Rule("RCP-08", Part = "abroad")]
    public Property The_vat_that_is_posted_with_a_split_is_the_one_on_the_commission_invoice() =>
        Prop.ForAll(
            (
                from supply in Supplies()
                from price in Gen.Choose(0, 2_000_000)
                from commission in Gen.Choose(0, 10_000)
                from rate in Gen.Elements(0, 500, 1_000, 1_900, 2_000, 2_550)
                select (supply, price, commission, rate)
            ).ToArbitrary(),
            x =>
            {
                var letterhead = Letterhead(x.supply.Supplier);
                var provider = Provider(x.supply.Customer);
                var posted = letterhead
                    .CommissionTo(x.supply.Customer with { IsBusiness = true }, x.rate)
                    .RateBasisPoints;
                var split = CommissionSplit.Of(Money.Gbp(x.price), x.commission, posted);
                var paper = new CommissionComposer(letterhead).Invoice(
                    Posted(provider, split),
                    provider,
                    x.rate,
                    "TH-F1",
                    Instant.FromUtc(2027, 1, 22, 9, 0)
                );
                paper.TaxMinor.ShouldBe(split.CommissionVat.Minor);
                paper.NetMinor.ShouldBe(split.CommissionNet.Minor);
                (paper.TaxMinor == 0 || paper.TaxLabel!.EndsWith('%')).ShouldBeTrue();
                if (
                    !x.supply.CrossesBorder
                    && x.supply.Supplier.IsRegistered
                    && TaxRules.NamesOf(provider.Country) is not null
                )
                {
                    posted.ShouldBe(x.rate);
                }
            }
        );

    [Fact]
    [Rule("RCP-08", Part = "abroad")]
    public void A_commission_invoice_whose_books_carry_another_vat_is_not_written()
    {
        var letterhead = Letterhead(TaxParty.Business("GB", "GB999999973"));
        var abroad = Provider(TaxParty.Business("IE", "IE1234567T"));
        var taxed = Posted(abroad, CommissionSplit.Of(Money.Gbp(6_500), 2_000, 2_000));
        var plain = Posted(abroad, CommissionSplit.Of(Money.Gbp(6_500), 2_000, 0));
        var composer = new CommissionComposer(letterhead);
        Should.Throw<InvalidOperationException>(() => composer.Invoice(taxed, abroad, 2_000, "TH-F1", taxed.PostedAt));
        var home = Provider(TaxParty.Business("GB", null));
        Should.Throw<InvalidOperationException>(() => composer.Invoice(plain, home, 2_000, "TH-F1", taxed.PostedAt));
        composer.Invoice(plain, abroad, 2_000, "TH-F1", taxed.PostedAt).TaxLabel.ShouldBe("VAT (reverse charge)");
    }

    // The law once more, in other words than the table's.
    private static TaxKind Expected(Supply supply)
    {
        var (from, to) = (supply.Supplier, supply.Customer);
        if (TaxRules.NamesOf(from.Country) is null)
        {
            return TaxKind.Unknown;
        }

        var elsewhere = from.Country != to.Country;
        var exported = elsewhere && (to.IsBusiness || from.Country == "AU");
        var unprovenMember = to is { IsBusiness: true, IsRegistered: false } && Both(from, to, Union.Contains);
        if (exported && !unprovenMember)
        {
            var charged =
                to is { IsBusiness: true, IsRegistered: true } && (to.Country == "GB" || Union.Contains(to.Country));
            return !from.IsRegistered ? TaxKind.NotRegistered
                : charged ? TaxKind.ReverseCharge
                : TaxKind.OutsideScope;
        }

        var statutory =
            (from.Country, supply.Register) is ("GB", "HCPC") or ("AU", "AHPRA") or ("PL", "PSYCHOLOG")
            || (supply.Register == "CORU" && from.Country != "PL" && Union.Contains(from.Country));
        return statutory && supply.Purpose == SupplyPurpose.Care ? TaxKind.Exempt
            : from.IsRegistered ? TaxKind.Standard
            : TaxKind.NotRegistered;
    }

    private static bool Both(TaxParty from, TaxParty to, Func<string, bool> member) =>
        member(from.Country) && member(to.Country);

    private static Gen<Supply> Supplies()
    {
        var countries = Gen.OneOf(
            Gen.Elements("GB", "GB", "AU", "PL", "IE"),
            Gen.Elements([.. Union]),
            Gen.Elements("IS", "US", "CH", "NZ", "NO")
        );
        var numbers = Gen.Elements<string?>(null, "", "X123456789");
        return from supplier in countries
            from customer in Gen.OneOf(countries, Gen.Constant(supplier))
            from own in numbers
            from theirs in numbers
            from business in Gen.Elements(true, true, false)
            from purpose in Gen.Elements(SupplyPurpose.Care, SupplyPurpose.Commission)
            from register in Gen.Elements<string?>(null, "BACP", "HCPC", "AHPRA", "PSYCHOLOG", "CORU")
            select new Supply(
                TaxParty.Business(supplier, own),
                business ? TaxParty.Business(customer, theirs) : TaxParty.Consumer(customer),
                purpose,
                register
            );
    }

    private static Letterhead Letterhead(TaxParty platform)
    {
        var options = new ReceiptsOptions();
        options.Platform.Country = platform.Country;
        options.Platform.VatNumber = platform.TaxNumber;
        return new Letterhead(Options.Create(options), new PublicOrigin(new Uri("https://telehealth.example")));
    }

    private static Supplier Provider(TaxParty provider) =>
        new(
            new ProviderId(Ids.New()),
            "Eva",
            "Eva Ní Bhriain",
            ["1 Quay"],
            provider.Country,
            provider.TaxNumber,
            null,
            null
        );

    private static CoverPostedV1 Posted(Supplier provider, TakeHome split) =>
        new(
            new CoverId(Ids.New()),
            new BookingId(Ids.New()),
            "7K2M-94QX",
            new JournalId(Ids.New()),
            provider.ProviderId.Person,
            provider.ProviderId,
            "Individual session",
            Instant.FromUtc(2027, 1, 14, 9, 30),
            Instant.FromUtc(2027, 1, 14, 10, 30),
            split,
            Money.Gbp(0),
            "marketplace.private",
            1,
            FundingKind.Wallet,
            null
        );
}

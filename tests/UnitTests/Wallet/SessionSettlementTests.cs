using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>Where the money of a completed session goes, by who sold it.</summary>
public class SessionSettlementTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 11, 20, 11, 0);
    private static readonly PersonId Provider = new(Ids.New());
    private static readonly string Wallet = Accounts.ClientWallet(new(Ids.New()));
    private static readonly string Payable = Accounts.ProviderPayable(ProviderId.Of(Provider));

    [Theory]
    [Rule("WAL-04", Part = "platform-supplied")]
    [InlineData(6500, 2500, 0, 4875, 1625)]
    [InlineData(6500, 2500, 1083, 4875, 1625)]
    [InlineData(6501, 2500, 0, 4876, 1625)]
    [InlineData(6500, 1000, 1083, 5850, 650)]
    public void The_platforms_own_sale_is_income_tax_cost_and_a_debt_to_the_provider(
        long price,
        int kept,
        long tax,
        long share,
        long rest
    )
    {
        var sale = SessionSettlement.PlatformSale(Session(platform: true), Money.Gbp(price), kept, Money.Gbp(tax));
        sale.Split.ProviderShare.Minor.ShouldBe(share);
        sale.Split.CommissionNet.Minor.ShouldBe(rest);
        sale.Split.CommissionVat.IsZero.ShouldBeTrue();
        var lines = Lines(sale);
        lines[Wallet].ShouldBe(price);
        lines[Accounts.PlatformSales].ShouldBe(tax - price);
        lines.GetValueOrDefault(Accounts.VatOutput).ShouldBe(-tax);
        lines[Accounts.ProviderCost].ShouldBe(share);
        lines[Payable].ShouldBe(-share);
    }

    [Property(MaxTest = 5_000)]
    [Rule("WAL-04", Part = "platform-supplied")]
    public Property Whatever_the_tax_the_journal_balances_and_the_provider_gets_its_share() =>
        Prop.ForAll(
            Sales(),
            x =>
            {
                var price = Money.Gbp(x.Price);
                var sale = SessionSettlement.PlatformSale(Session(platform: true), price, x.Kept, Money.Gbp(x.Tax));
                var lines = Lines(sale);
                return lines.Values.Sum() == 0
                    && -lines.GetValueOrDefault(Payable) == CommissionSplit.Of(price, x.Kept, 0).ProviderShare.Minor
                    && -lines.GetValueOrDefault(Accounts.PlatformSales) - lines.GetValueOrDefault(Accounts.VatOutput)
                        == x.Price
                    && sale.Split.CommissionNet + sale.Split.ProviderShare == price;
            }
        );

    [Fact]
    public void Under_agency_the_commission_is_income_and_nothing_else()
    {
        var lines = Lines(SessionSettlement.Agency(Session(platform: false), Money.Gbp(6500), 2000, 2000));
        lines.ShouldBe(
            new Dictionary<string, long>
            {
                [Wallet] = 6500,
                [Payable] = -5200,
                [Accounts.Commission] = -1083,
                [Accounts.VatOutput] = -217,
            },
            ignoreOrder: true
        );
    }

    [Fact]
    public void A_tax_that_is_no_part_of_the_price_is_a_bug()
    {
        foreach (var tax in new[] { Money.Gbp(-1), Money.Gbp(6501), new Money(1, Currency.Of("EUR")) })
        {
            Should.Throw<InvalidOperationException>(() =>
                SessionSettlement.PlatformSale(Session(platform: true), Money.Gbp(6500), 2500, tax)
            );
        }
    }

    private static Dictionary<string, long> Lines(SessionSettlement settlement) =>
        settlement.Draft(Wallet, Now).Postings.ToDictionary(x => x.Account, x => x.AmountMinor);

    private static EarnedSession Session(bool platform) =>
        new(
            new(Ids.New()),
            ProviderId.Of(Provider),
            new(Ids.New()),
            "AB12-CD34",
            "Talking therapy, 50 minutes",
            platform,
            Now
        );

    private static Arbitrary<(long Price, int Kept, long Tax)> Sales() =>
        (
            from price in Gen.OneOf(Gen.Choose(1, 500), Gen.Choose(1, int.MaxValue)).Select(x => (long)x)
            from kept in Gen.Choose(0, 10_000)
            from part in Gen.Choose(0, 10_000)
            select (price, kept, (long)((Int128)price * part / 10_000))
        ).ToArbitrary();
}

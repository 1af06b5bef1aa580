using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What our door lets through, the double takes; what it refuses, the double refuses.</summary>
public class StripeAmountsTests
{
    [Theory]
    [Rule("WAL-02", Part = "amounts")]
    [InlineData("USD", 1_000, 1_000)]
    [InlineData("JPY", 500, 500)]
    [InlineData("VND", 500, 500)]
    [InlineData("ISK", 5, 500)]
    [InlineData("KWD", 5_120, 5_120)]
    [InlineData("HUF", 1_750_0, 1_750_0)]
    public void Stripe_counts_as_its_page_says(string code, long minor, long sent)
    {
        var money = new Money(minor, Currency.Of(code));
        StripeAmounts.ToStripe(money).ShouldBe(sent);
        StripeAmounts.FromStripe(sent, code.ToLowerInvariant()).ShouldBe(money);
    }

    [Theory]
    [InlineData(550, "isk")]
    [InlineData(100, "brl")]
    [InlineData(100, "")]
    [InlineData(100, null)]
    public void An_amount_we_have_no_such_of_is_none(long amount, string? currency) =>
        StripeAmounts.FromStripe(amount, currency).ShouldBeNull();

    [Property(MaxTest = 2_000)]
    [Rule("WAL-02", Part = "amounts")]
    public Property Door_and_double_say_the_same_of_every_amount_in_every_currency() =>
        Prop.ForAll(
            (
                from code in Gen.Elements(Currency.Known.ToArray())
                from minor in Gen.Frequency<long>(
                    (3, Gen.Choose(1, 20_000).Select(x => (long)x)),
                    (1, Gen.Choose(99_999_900, 100_000_100).Select(x => (long)x)),
                    (1, Gen.Choose(999_900, 1_000_100).Select(x => (long)x)),
                    (1, Gen.Constant(long.MaxValue))
                )
                select new Money(minor, Currency.Of(code))
            ).ToArbitrary(),
            money =>
            {
                var rules = StripeRules.Currencies[money.Currency.Code];
                var sent = (decimal)money.Minor * (money.Currency.Code == "ISK" ? 100 : 1);
                var text = sent.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var taken = DevStripeChecks.Amount(text, money.Currency.Code.ToLowerInvariant(), out _) is null;
                return (StripeAmounts.Refusal(money) is null) == taken && (!taken || sent % rules.Step == 0);
            }
        );

    [Fact]
    [Rule("WAL-02", Part = "amounts")]
    public void The_table_has_every_currency_we_deal_in_and_stripes_own_minimums()
    {
        Currency.Known.ShouldBeSubsetOf(StripeRules.Currencies.Keys);
        StripeRules.Currencies.Values.ShouldAllBe(x => x.Least >= x.Step && x.Most % x.Step == 0 && x.Least < x.Most);
        StripeRules
            .Currencies.Values.Where(x => x.Decimals == 3)
            .Select(x => x.Code)
            .Order()
            .ShouldBe(["BHD", "JOD", "KWD", "OMR", "TND"]);
        StripeRules.Currencies["GBP"].Least.ShouldBe(30);
        StripeRules.Currencies["CZK"].Least.ShouldBe(1_500);
        StripeRules.Currencies["HUF"].Least.ShouldBe(17_500);
        StripeRules.Methods["afterpay_clearpay"].Takes("EUR").ShouldBeFalse();
        StripeRules.Methods["card"].Takes("KWD").ShouldBeTrue();
    }

    [Theory]
    [InlineData("GBP", 30, 99_999_999, true)]
    [InlineData("GBP", 29, 1_000, false)]
    [InlineData("GBP", 1_000, 100_000_000, false)]
    [InlineData("KWD", 15, 1_000, false)]
    [InlineData("GBP", 1_000, 500, false)]
    [InlineData("XYZ", 100, 1_000, false)]
    public void Limits_stripe_does_not_take_stop_the_start(string code, long least, long most, bool taken) =>
        new TopUpLimits { MinimumMinor = least, MaximumMinor = most }
            .IsTakenByStripe(code)
            .ShouldBe(taken);
}

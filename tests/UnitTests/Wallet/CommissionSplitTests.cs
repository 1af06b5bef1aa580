using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>The one split of a price: quoted before accepting, posted on completion.</summary>
public class CommissionSplitTests
{
    [Theory]
    [Rule("WAL-04", Part = "split")]
    [InlineData(6000, 2000, 2000, 4800, 1000, 200)]
    [InlineData(6500, 2000, 2000, 5200, 1083, 217)]
    [InlineData(1, 2000, 2000, 1, 0, 0)]
    [InlineData(3, 2000, 2000, 2, 1, 0)]
    [InlineData(6000, 0, 2000, 6000, 0, 0)]
    [InlineData(6000, 10000, 2000, 0, 5000, 1000)]
    [InlineData(6000, 2000, 0, 4800, 1200, 0)]
    public void A_price_splits_as_in_the_table(
        long price,
        int commission,
        int vat,
        long provider,
        long commissionNet,
        long commissionVat
    )
    {
        var split = CommissionSplit.Of(Money.Gbp(price), commission, vat);
        split.ProviderShare.Minor.ShouldBe(provider);
        split.CommissionNet.Minor.ShouldBe(commissionNet);
        split.CommissionVat.Minor.ShouldBe(commissionVat);
    }

    [Property(MaxTest = 5_000)]
    [Rule("WAL-04", Part = "split")]
    public Property The_parts_always_add_up_and_none_is_negative() =>
        Prop.ForAll(
            Prices(),
            x =>
            {
                var split = CommissionSplit.Of(new Money(x.Price, Currency.Gbp), x.Commission, x.Vat);
                var parts = new[] { split.CommissionNet, split.CommissionVat, split.ProviderShare };
                return parts.All(y => y.Minor >= 0)
                    && parts.Aggregate(Money.Zero(Currency.Gbp), (sum, y) => sum + y) == split.Price;
            }
        );

    [Property(MaxTest = 5_000)]
    public Property The_vat_is_never_more_than_half_a_minor_unit_from_its_exact_share() =>
        Prop.ForAll(
            Prices(),
            x =>
            {
                var split = CommissionSplit.Of(new Money(x.Price, Currency.Gbp), x.Commission, x.Vat);
                var gross = (decimal)(split.CommissionNet + split.CommissionVat).Minor;
                var exact = gross * x.Vat / (10_000 + x.Vat);
                return Math.Abs(split.CommissionVat.Minor - exact) <= 0.5m;
            }
        );

    [Fact]
    public void A_negative_price_or_rate_is_a_bug()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => CommissionSplit.Of(Money.Gbp(-1), 2000, 2000));
        Should.Throw<ArgumentOutOfRangeException>(() => CommissionSplit.Of(Money.Gbp(1), -1, 2000));
        Should.Throw<ArgumentOutOfRangeException>(() => CommissionSplit.Of(Money.Gbp(1), 10_001, 2000));
        Should.Throw<ArgumentOutOfRangeException>(() => CommissionSplit.Of(Money.Gbp(1), 2000, -1));
    }

    private static Arbitrary<(long Price, int Commission, int Vat)> Prices() =>
        (
            from price in Gen.OneOf(Gen.Choose(0, 500), Gen.Choose(0, int.MaxValue)).Select(x => (long)x)
            from scale in Gen.Elements(1L, 1L, 1_000_003L)
            from commission in Gen.Choose(0, 10_000)
            from vat in Gen.Choose(0, 10_000)
            select (price * scale, commission, vat)
        ).ToArbitrary();
}

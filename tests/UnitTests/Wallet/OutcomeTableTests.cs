using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>The one table from outcome to money.</summary>
public class OutcomeTableTests
{
    private static readonly Money Price = Money.Gbp(6501);

    [Fact]
    [Rule("WAL-16", Part = "table")]
    public void Every_outcome_has_one_row_for_each_way_to_pay_and_each_row_its_own_id()
    {
        foreach (var outcome in Enum.GetValues<SessionOutcome>())
        {
            foreach (var funding in Enum.GetValues<FundingKind>())
            {
                OutcomeTable.Rows.Count(x => x.Outcome == outcome && x.Funding == funding).ShouldBe(1);
            }
        }

        OutcomeTable.Rows.Select(x => x.Id).ShouldBeUnique();
        OutcomeTable.Rows.ShouldAllBe(x => x.Id.StartsWith($"{OutcomeTable.Version}.") && x.Id.Length <= 40);
    }

    /// <summary>Kept of 65.01 when the policy says half, and whether the unit goes when the policy says so.</summary>
    [Theory]
    [Rule("WAL-16", Part = "table")]
    [InlineData("1.held.wallet", 6501, false)]
    [InlineData("1.held.credit", 6501, true)]
    [InlineData("1.held.visit", 6501, true)]
    [InlineData("1.cancelled-in-time.wallet", 0, false)]
    [InlineData("1.cancelled-in-time.credit", 0, false)]
    [InlineData("1.cancelled-late.wallet", 3251, false)]
    [InlineData("1.cancelled-late.credit", 3251, true)]
    [InlineData("1.cancelled-by-us.wallet", 0, false)]
    [InlineData("1.cancelled-by-us.visit", 0, false)]
    [InlineData("1.client-missed.wallet", 3251, false)]
    [InlineData("1.client-missed.visit", 3251, true)]
    [InlineData("1.provider-missed.wallet", 0, false)]
    [InlineData("1.provider-missed.credit", 0, false)]
    public void A_row_says_what_is_kept_and_what_is_used_up(string id, long kept, bool usedUp)
    {
        var row = OutcomeTable.Rows.Single(x => x.Id == id);
        row.KeptOf(Price, 5_000).ShouldBe(Money.Gbp(kept));
        row.UsesUp(policySays: true).ShouldBe(usedUp);
        row.UsesUp(policySays: false).ShouldBe(usedUp && row.Outcome == SessionOutcome.Held);
    }
}

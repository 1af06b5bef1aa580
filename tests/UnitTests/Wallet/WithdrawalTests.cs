using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>
/// A step out of turn is refused whatever the door checked before. The batch answers first at every door, so that these
/// codes are seen here alone.
/// </summary>
public sealed class WithdrawalTests
{
    private static readonly Instant Now = Instant.FromUtc(2027, 1, 4, 9, 0);
    private static readonly LocalDate Friday = new(2027, 1, 15);

    [Fact]
    public void Every_step_out_of_turn_is_refused_and_changes_nothing()
    {
        var batch = new PayoutBatchId(Ids.New());
        Check(Waiting(), "wallet.invoice-not-in-review", x => x.RejectInvoice());
        Check(Waiting(), "wallet.withdrawal-not-scheduled", x => x.Join(batch));
        Check(Scheduled(), "wallet.withdrawal-not-in-batch", x => x.Leave());
        Check(Scheduled(), "wallet.withdrawal-not-in-batch", x => x.Send());
        Check(Scheduled(), "wallet.withdrawal-not-sent", x => x.Pay(Now));
        Check(Scheduled(), "wallet.withdrawal-not-sent", x => x.Return("AC04", Now));
    }

    private static void Check(Withdrawal withdrawal, string code, Func<Withdrawal, Error?> step)
    {
        var before = withdrawal.State;
        step(withdrawal)!.Code.ShouldBe(code);
        (withdrawal.State, withdrawal.BatchId, withdrawal.SettledAt).ShouldBe((before, null, null));
    }

    private static Withdrawal Waiting()
    {
        var id = new WithdrawalId(Ids.New());
        var line = new WithdrawalAllocation(id, 1, 4_500, platformSupplied: true);
        return new(id, new ProviderId(Ids.New()), "W7K2M94", Currency.Of("GBP"), InvoiceMode.Received, [line], Now);
    }

    private static Withdrawal Scheduled()
    {
        var withdrawal = Waiting();
        withdrawal.Schedule(Friday.PlusDays(-10), Friday).ShouldBeNull();
        return withdrawal;
    }
}

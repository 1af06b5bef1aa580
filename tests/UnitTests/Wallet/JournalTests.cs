using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.UnitTests.Wallet;

public class JournalTests
{
    private static readonly Instant At = Instant.FromUtc(2026, 11, 20, 9, 0);

    [Fact]
    [Rule("WAL-01", Part = "balanced")]
    public void An_unbalanced_or_single_line_journal_cannot_be_drafted()
    {
        Should.Throw<InvalidOperationException>(() =>
            Draft(Entry.Debit("a", Money.Gbp(2)), Entry.Credit("b", Money.Gbp(1)))
        );
        Should.Throw<InvalidOperationException>(() =>
            Draft(Entry.Debit("a", Money.Gbp(0)), Entry.Credit("b", Money.Gbp(0)))
        );
        Should.Throw<InvalidOperationException>(() =>
            Draft(Entry.Debit("a", Money.Gbp(2)), Entry.Credit("b", new Money(2, Currency.Eur)))
        );
    }

    [Fact]
    public void Lines_of_zero_are_left_out() =>
        Draft(Entry.Debit("a", Money.Gbp(2)), Entry.Credit("b", Money.Gbp(2)), Entry.Credit("c", Money.Gbp(0)))
            .Postings.Count.ShouldBe(2);

    [Fact]
    public void A_reversal_mirrors_its_original_and_cannot_be_reversed()
    {
        var original = Draft(Entry.Debit("a", Money.Gbp(2)), Entry.Credit("b", Money.Gbp(2)));
        var reversal = original.Reverse(At, "wrong wallet").Value;
        reversal.ReversesId.ShouldBe(original.Id);
        reversal.Postings.Select(x => (x.Account, x.AmountMinor)).ShouldBe([("a", -2L), ("b", 2L)]);
        reversal.Reverse(At, "again").Error!.Code.ShouldBe("wallet.reversal-of-reversal");
    }

    [Fact]
    [Rule("WAL-14", Part = "format")]
    public void The_export_is_written_as_hledger_reads_it()
    {
        var id = new JournalId(Guid.Parse("01890000-0000-7000-8000-000000000001"));
        HledgerLine Line(string account, string commodity, long minor) =>
            new(id, At, "stripe", "pi_1", "Top-up; by\ncard", account, commodity, minor);
        HledgerJournal
            .Write([
                Line("asset:x", "GBP", 10_000),
                Line("liability:y", "GBP", -10_000),
                Line("asset:x", "VND", 450_000),
                Line("liability:y", "VND", -450_000),
            ])
            .ShouldBe(
                """
                ; Telehealth ledger. Debits above zero, credits below. Dates in UTC.
                commodity GBP 1000.00
                commodity VND 100000.
                account asset:x
                account liability:y

                2026-11-20 * (01890000-0000-7000-8000-000000000001) Top-up, by card  ; idem:stripe/pi_1
                    asset:x  GBP 100.00 = GBP 100.00
                    liability:y  GBP -100.00 = GBP -100.00
                    asset:x  VND 450000 = VND 450000
                    liability:y  VND -450000 = VND -450000

                """
            );
    }

    private static Journal Draft(params Entry[] entries) => new("test", "1", At, "Try", entries);
}

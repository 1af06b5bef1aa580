using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What holds for every way to spread withdrawals over earnings (WAL-07).</summary>
public sealed class EarningAllocationProperties
{
    [Property(MaxTest = 500)]
    [Rule("WAL-07", Part = "allocation")]
    public bool Each_penny_is_taken_once_oldest_first(PositiveInt[] shares, PositiveInt[] wishes)
    {
        var left = shares.Select(x => (long)x.Get).ToArray();
        foreach (var wish in wishes)
        {
            var before = left.ToArray();
            var taken = EarningAllocation.Take(Open(before), wish.Get);
            if (taken is null)
            {
                // Refused only when there is less than was asked for, and then nothing is touched.
                if (before.Sum() >= wish.Get)
                {
                    return false;
                }

                continue;
            }

            foreach (var (line, part) in taken)
            {
                left[line.Sequence] -= part;
            }

            if (!IsRight(before, left, taken, wish.Get))
            {
                return false;
            }
        }

        return true;
    }

    [Property]
    public bool A_reference_is_short_readable_and_the_banks_can_carry_it(byte _)
    {
        var reference = WithdrawalReference.New();
        return reference.Length == 11
            && reference.StartsWith("W-", StringComparison.Ordinal)
            && reference[2..].All(x => x == '-' || WithdrawalReference.Alphabet.Contains(x));
    }

    private static bool IsRight(long[] before, long[] left, IReadOnlyList<TakenEarning> taken, long wish) =>
        taken.Sum(x => x.AmountMinor) == wish
        && taken.All(x => x.AmountMinor > 0)
        && left.All(x => x >= 0)
        && taken.Select(x => x.Line.Sequence).Distinct().Count() == taken.Count
        // Oldest first: whatever stands before the last line that was taken of is used up.
        && Enumerable.Range(0, (int)taken[^1].Line.Sequence).All(i => left[i] == 0 || before[i] == 0);

    private static IEnumerable<OpenEarning> Open(long[] left) =>
        left.Select((x, i) => new OpenEarning(i, 0, x, i % 2 == 0)).Where(x => x.LeftMinor > 0);
}

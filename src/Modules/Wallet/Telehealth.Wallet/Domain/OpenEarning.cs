namespace Telehealth.Wallet.Domain;

/// <summary>A matured line of which something is left.</summary>
/// <param name="Sequence">The earning line.</param>
/// <param name="AllocatedMinor">What withdrawals took of it so far.</param>
/// <param name="LeftMinor">What is left; above zero.</param>
/// <param name="PlatformSupplied">Whether an invoice is needed for it.</param>
internal sealed record OpenEarning(long Sequence, long AllocatedMinor, long LeftMinor, bool PlatformSupplied);

/// <summary>What a withdrawal takes of a line.</summary>
internal sealed record TakenEarning(OpenEarning Line, long AmountMinor);

/// <summary>Spreads a withdrawal over matured lines (WAL-07): whole lines first to last, a part of the last.</summary>
internal static class EarningAllocation
{
    /// <summary>
    /// Takes exactly the amount, in the order the lines come; null when they hold less, since then somebody else took
    /// of them meanwhile.
    /// </summary>
    public static IReadOnlyList<TakenEarning>? Take(IEnumerable<OpenEarning> oldestFirst, long amountMinor)
    {
        var taken = new List<TakenEarning>();
        var missing = amountMinor;
        foreach (var line in oldestFirst)
        {
            if (missing == 0)
            {
                break;
            }

            var part = Math.Min(line.LeftMinor, missing);
            taken.Add(new TakenEarning(line, part));
            missing -= part;
        }

        return missing == 0 ? taken : null;
    }
}

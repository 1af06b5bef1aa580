namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>
/// Whether a sort code and account number can belong together ("Validating account numbers", Vocalink). A sort code
/// that
/// stands in no row passes: nothing is known against it.
/// </summary>
internal sealed class UkModulusCheck(UkModulusTable table)
{
    // Places in the fourteen digits u v w x y z a b c d e f g h.
    private const int A = 6;
    private const int B = 7;
    private const int C = 8;
    private const int G = 12;
    private const int H = 13;

    private static readonly int[] WeightsOfTwo = [0, 0, 1, 2, 5, 3, 6, 4, 8, 7, 10, 9, 3, 1];
    private static readonly int[] WeightsOfTwoWithNine = [0, 0, 0, 0, 0, 0, 0, 0, 8, 7, 10, 9, 3, 1];

    /// <summary>True unless the account number cannot exist at this sort code.</summary>
    /// <param name="sortCode">Six digits.</param>
    /// <param name="account">Eight digits.</param>
    public bool Passes(string sortCode, string account)
    {
        var rows = table.Of(sortCode);
        if (rows.Count == 0)
        {
            return true;
        }

        var digits = Digits(sortCode, account);
        // A foreign currency account cannot be checked (exception 6).
        if (rows.Any(x => x.Exception == 6) && digits[A] is >= 4 and <= 8 && digits[G] == digits[H])
        {
            return true;
        }

        var first = Holds(rows[0], sortCode, account);
        if (rows.Count == 1)
        {
            return first;
        }

        var either = (rows[0].Exception, rows[1].Exception) is (2, 9) or (10, 11) or (12, 13);
        if (first == either || (rows[1].Exception == 3 && digits[C] is 6 or 9))
        {
            return first;
        }

        return Holds(rows[1], sortCode, account);
    }

    private bool Holds(UkModulusRow row, string sortCode, string account)
    {
        var counted = row.Exception switch
        {
            5 => table.Substitute(sortCode),
            8 => "090126",
            9 => "309634",
            _ => sortCode,
        };
        var digits = Digits(counted, account);
        var sum = Sum(digits, Weights(row, digits), row.Method) + (row.Exception == 1 ? 27 : 0);
        var remainder = sum % (row.Method == UkModulusMethod.Mod11 ? 11 : 10);
        return row.Exception switch
        {
            4 => remainder == (digits[G] * 10) + digits[H],
            5 => HoldsCheckDigit(row.Method, remainder, digits),
            14 => remainder == 0 || HoldsShifted(row, sortCode, account),
            _ => remainder == 0,
        };
    }

    private static int[] Weights(UkModulusRow row, int[] digits) =>
        row.Exception switch
        {
            2 when digits[A] != 0 => digits[G] == 9 ? WeightsOfTwoWithNine : WeightsOfTwo,
            7 when digits[G] == 9 => WithoutSortCode(row.Weights),
            10 when digits[A] is 0 or 9 && digits[B] == 9 && digits[G] == 9 => WithoutSortCode(row.Weights),
            _ => row.Weights,
        };

    // Weights u to b are zero.
    private static int[] WithoutSortCode(int[] weights) => [.. new int[C], .. weights[C..]];

    private static int Sum(int[] digits, int[] weights, UkModulusMethod method) =>
        digits
            .Zip(weights, (digit, weight) => digit * weight)
            .Sum(x => method == UkModulusMethod.DblAl ? Math.DivRem(x, 10, out var ones) + ones : x);

    // Exception 5: the remainder says what the check digit must be, g of the first check and h of the second.
    private static bool HoldsCheckDigit(UkModulusMethod method, int remainder, int[] digits) =>
        method == UkModulusMethod.Mod11
            ? remainder != 1 && digits[G] == (11 - remainder) % 11
            : digits[H] == (10 - remainder) % 10;

    // Exception 14 (Coutts): without its last digit, which must be 0, 1 or 9, the number may hold.
    private static bool HoldsShifted(UkModulusRow row, string sortCode, string account) =>
        account[^1] is '0' or '1' or '9'
        && Sum(Digits(sortCode, "0" + account[..^1]), row.Weights, row.Method) % 11 == 0;

    private static int[] Digits(string sortCode, string account) => [.. (sortCode + account).Select(x => x - '0')];
}

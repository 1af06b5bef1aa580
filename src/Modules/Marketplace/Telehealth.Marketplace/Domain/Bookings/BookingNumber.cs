using System.Security.Cryptography;

namespace Telehealth.Marketplace.Domain.Bookings;

/// <summary>
/// The number people read to each other (MKT-14): eight random characters and a check character, shown in threes as
/// <c>K7M-4QP-9TX</c>. No 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V. The alphabet has 23 letters, a prime, so that the weighted
/// check finds
/// every single wrong character and every swap of two neighbours.
/// </summary>
internal static class BookingNumber
{
    public const string Alphabet = "34679ACDEFGHJKMNPQRTWXY";
    private const int RandomLength = 8;

    public static string New()
    {
        Span<char> number = stackalloc char[RandomLength + 1];
        for (var i = 0; i < RandomLength; i++)
        {
            number[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        }

        number[RandomLength] = CheckOf(number[..RandomLength]);
        return $"{number[..3]}-{number[3..6]}-{number[6..]}";
    }

    /// <summary>
    /// True when the characters and the check character agree; dashes, blanks and case do not matter.
    /// </summary>
    public static bool IsValid(string? text)
    {
        var number = string.Concat((text ?? "").Where(x => x is not ('-' or ' '))).ToUpperInvariant();
        return number.Length == RandomLength + 1
            && number.All(Alphabet.Contains)
            && CheckOf(number.AsSpan(0, RandomLength)) == number[RandomLength];
    }

    private static char CheckOf(ReadOnlySpan<char> number)
    {
        var sum = 0;
        for (var i = 0; i < number.Length; i++)
        {
            sum += (i + 2) * Alphabet.IndexOf(number[i], StringComparison.Ordinal);
        }

        return Alphabet[sum % Alphabet.Length];
    }
}

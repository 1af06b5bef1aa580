using System.Security.Cryptography;

namespace Telehealth.Wallet.Domain;

/// <summary>
/// What stands on the bank statement and what people read to each other: <c>W-7K2M-94QX</c>. Eight random characters of
/// an alphabet without look-alikes, as in a booking's number; a bank may cut off what is longer than 18.
/// </summary>
internal static class WithdrawalReference
{
    public const string Alphabet = "34679ACDEFGHJKMNPQRTWXY";

    public static string New()
    {
        Span<char> text = stackalloc char[8];
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        }

        return $"W-{text[..4]}-{text[4..]}";
    }
}

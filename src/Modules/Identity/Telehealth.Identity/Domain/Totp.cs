using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Identity.Domain;

/// <summary>
/// Time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator app does them). Answers
/// the step a code belongs to, so that each code is taken once.
/// </summary>
internal static class Totp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;

    public static string NewKey() => ToBase32(RandomNumberGenerator.GetBytes(20));

    public static long StepAt(long unixSeconds) => unixSeconds / StepSeconds;

    public static string CodeAt(string base32Key, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> hash = stackalloc byte[20];
        // RFC 6238 names SHA-1; HMAC does not rest on its collision resistance.
#pragma warning disable CA5350
        HMACSHA1.HashData(FromBase32(base32Key), counter, hash);
#pragma warning restore CA5350
        var offset = hash[19] & 0x0F;
        var number = BinaryPrimitives.ReadInt32BigEndian(hash[offset..]) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The step of the code among the last, the current and the next one; null when it is none of them.
    /// </summary>
    public static long? Match(string base32Key, string code, long unixSeconds)
    {
        var typed = Encoding.ASCII.GetBytes(new string([.. code.Where(char.IsAsciiDigit)]));
        var now = StepAt(unixSeconds);
        for (var step = now - 1; step <= now + 1; step++)
        {
            if (CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(CodeAt(base32Key, step)), typed))
            {
                return step;
            }
        }

        return null;
    }

    /// <summary>The address an authenticator app reads from a QR code.</summary>
    public static string Uri(string base32Key, string account) =>
        $"otpauth://totp/Telehealth:{System.Uri.EscapeDataString(account)}"
        + $"?secret={base32Key}&issuer=Telehealth&digits=6";

    public static bool IsKey(string text) => text.Length is >= 16 and <= 64 && text.All(Alphabet.Contains);

    private static string ToBase32(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        int buffer = 0,
            bits = 0;
        foreach (var b in bytes)
        {
            buffer = (buffer << 8) | b;
            bits += 8;
            while (bits >= 5)
            {
                bits -= 5;
                text.Append(Alphabet[(buffer >> bits) & 31]);
            }
        }

        return bits > 0 ? text.Append(Alphabet[(buffer << (5 - bits)) & 31]).ToString() : text.ToString();
    }

    private static byte[] FromBase32(string text)
    {
        var bytes = new List<byte>(text.Length * 5 / 8);
        int buffer = 0,
            bits = 0;
        foreach (var c in text)
        {
            buffer = ((buffer << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal)) & 0xFFF;
            bits += 5;
            if (bits >= 8)
            {
                bits -= 8;
                bytes.Add((byte)(buffer >> bits));
            }
        }

        return [.. bytes];
    }
}

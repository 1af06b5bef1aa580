using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Telehealth.Host.Cli;

/// <summary>An authenticator app for the demo's reviewer (RFC 6238), written apart from the server's own.</summary>
internal static class DemoCodes
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static string Now(string base32Key)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30);
        // RFC 6238 names SHA-1; HMAC does not rest on its collision resistance.
#pragma warning disable CA5350
        var hash = HMACSHA1.HashData(Decoded(base32Key), counter);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[19] & 0x0F)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Decoded(string base32)
    {
        var bits = string.Concat(
            base32.Select(c => Convert.ToString(Alphabet.IndexOf(c, StringComparison.Ordinal), 2).PadLeft(5, '0'))
        );
        return [.. bits.Chunk(8).Where(x => x.Length == 8).Select(x => Convert.ToByte(new string(x), 2))];
    }
}

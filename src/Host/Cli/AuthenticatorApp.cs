using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;

namespace Telehealth.Host.Cli;

/// <summary>
/// What a person's phone does (RFC 6238), for the demo and the tests: six digits of the key and the time. Each code
/// opens once, and the code before and after the present one open too: so three are at hand without waiting.
/// </summary>
internal static class AuthenticatorApp
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int StepSeconds = 30;
    private const int Margin = 10;
    private static readonly ConcurrentDictionary<string, long> Used = new();

    public static async Task<string> Code(string key, TimeProvider time, CancellationToken ct)
    {
        while (true)
        {
            var seconds = time.GetUtcNow().ToUnixTimeSeconds();
            var now = seconds / StepSeconds;
            // Shortly before the next step the code before the present one would be too old on arrival.
            var first = seconds % StepSeconds < StepSeconds - Margin ? now - 1 : now;
            var step = Used.AddOrUpdate(key, first, (_, last) => Math.Max(first, last + 1));
            if (step <= now + 1)
            {
                return CodeAt(key, step);
            }

            // More sign-ins within half a minute: the phone has no further code to show yet.
            Used[key] = step - 1;
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }
    }

    private static string CodeAt(string key, long step)
    {
        var counter = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
#pragma warning disable CA5350 // RFC 6238 names SHA-1; HMAC does not rest on its collision resistance.
        var hash = HMACSHA1.HashData(Bytes(key), counter);
#pragma warning restore CA5350
        var offset = hash[^1] & 0x0F;
        var number = BinaryPrimitives.ReadUInt32BigEndian(hash.AsSpan(offset)) & 0x7FFFFFFF;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    private static byte[] Bytes(string key)
    {
        var bits = string.Concat(key.Select(c => Convert.ToString(Alphabet.IndexOf(c), 2).PadLeft(5, '0')));
        return [.. Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2))];
    }
}

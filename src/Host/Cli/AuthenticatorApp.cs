using System.Collections.Concurrent;
using OtpNet;

namespace Telehealth.Host.Cli;

/// <summary>
/// What a person's phone does (RFC 6238), for the demo and the tests: six digits of the key and the time. Each code
/// opens once, and the code before and after the present one open too: so three are at hand without waiting.
/// </summary>
internal static class AuthenticatorApp
{
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
                return new Totp(Base32Encoding.ToBytes(key)).ComputeTotp(
                    DateTimeOffset.FromUnixTimeSeconds(step * StepSeconds).UtcDateTime
                );
            }

            // More sign-ins within half a minute: the phone has no further code to show yet.
            Used[key] = step - 1;
            await Task.Delay(TimeSpan.FromSeconds(1), time, ct);
        }
    }
}

using OtpNet;

namespace Telehealth.Identity.Domain;

/// <summary>
/// Time-based one-time passwords (RFC 6238: SHA-1, 30 seconds, 6 digits, as every authenticator app does them). Answers
/// the step a code belongs to, so that each code is taken once.
/// </summary>
internal static class AuthenticatorCodes
{
    private const int KeyBytes = 20;

    // The step before and the one after: a phone's clock is not ours, and typing takes a while.
    private static readonly VerificationWindow OneStepEitherWay = new(previous: 1, future: 1);

    public static string NewKey() => Base32Encoding.ToString(KeyGeneration.GenerateRandomKey(KeyBytes)).TrimEnd('=');

    /// <summary>
    /// The step of the code among the last, the current and the next one; null when it is none of them.
    /// </summary>
    public static long? Match(string base32Key, string code, DateTimeOffset now)
    {
        var typed = new string([.. code.Where(char.IsAsciiDigit)]);
        var totp = new Totp(Base32Encoding.ToBytes(base32Key));
        return totp.VerifyTotp(now.UtcDateTime, typed, out var step, OneStepEitherWay) ? step : null;
    }

    /// <summary>The address an authenticator app reads from a QR code.</summary>
    public static string Uri(string base32Key, string account) =>
        new OtpUri(OtpType.Totp, base32Key, account, "Telehealth").ToString();

    public static bool IsKey(string text) =>
        text.Length is >= 16 and <= 64 && text.All(c => c is (>= 'A' and <= 'Z') or (>= '2' and <= '7'));
}

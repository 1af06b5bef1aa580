using System.Globalization;

namespace Telehealth.Identity.Domain;

/// <summary>
/// Length instead of composition rules (ASVS 5.0, 6.2): 10 to 128 characters, and not one that everybody tries first.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 10;
    public const int Longest = 128;

    /// <summary>What is wrong with the password, or null.</summary>
    public static string? Fault(string password, string email)
    {
        if (password.Length < Shortest)
        {
            return $"Please choose at least {Shortest} characters. A few words in a row are easy to remember.";
        }

        if (password.Length > Longest)
        {
            return $"Please choose at most {Longest} characters.";
        }

        var lower = password.ToLower(CultureInfo.InvariantCulture);
        var owner = email.Split('@')[0].Trim().ToLower(CultureInfo.InvariantCulture);
        var tooKnown = password.Distinct().Count() < 4 || IsRun(password) || CommonPasswords.Contains(password);
        return tooKnown ? "This password is one that many people use. Please choose another."
            : owner.Length >= 4 && lower.Contains(owner, StringComparison.Ordinal)
                ? "Please choose a password without your email address in it."
            : null;
    }

    private static bool IsRun(string text)
    {
        var steps = text.Zip(text.Skip(1), (a, b) => b - a).Distinct().Take(2).ToList();
        return steps is [1] or [-1] || "12345678901234567890".Contains(text, StringComparison.Ordinal);
    }
}

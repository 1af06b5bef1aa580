using System.Globalization;

namespace Telehealth.Identity.Domain;

/// <summary>
/// Length instead of composition rules (ASVS 5.0, 6.2): 10 to 128 characters, and not one that everybody tries first.
/// </summary>
internal static class PasswordRules
{
    public const int Shortest = 10;
    public const int Longest = 128;

    // What is left of the passwords tried first once digits, signs and letter look-alikes are taken away.
    private static readonly HashSet<string> CommonWords = new(StringComparer.Ordinal)
    {
        "abc",
        "abcd",
        "abcde",
        "abcdef",
        "abcdefg",
        "abcdefgh",
        "abcdefghij",
        "access",
        "admin",
        "administrator",
        "angel",
        "asdf",
        "asdfgh",
        "asdfghjkl",
        "asdfghjklq",
        "azerty",
        "azertyuiop",
        "baseball",
        "basketball",
        "batman",
        "changeme",
        "charlie",
        "chocolate",
        "computer",
        "default",
        "dragon",
        "family",
        "flower",
        "football",
        "freedom",
        "friends",
        "guest",
        "hello",
        "helloworld",
        "hunter",
        "internet",
        "iloveyou",
        "jesus",
        "jordan",
        "letmein",
        "liverpool",
        "login",
        "lovely",
        "loveme",
        "manchester",
        "master",
        "michael",
        "michelle",
        "monkey",
        "mustang",
        "mypassword",
        "newpassword",
        "nothing",
        "pass",
        "password",
        "passwort",
        "princess",
        "qazwsx",
        "qazwsxedc",
        "qwer",
        "qwert",
        "qwerty",
        "qwertyu",
        "qwertyui",
        "qwertyuiop",
        "qwertyuiopasdf",
        "rainbow",
        "root",
        "samsung",
        "secret",
        "shadow",
        "soccer",
        "starwars",
        "summer",
        "winter",
        "spring",
        "autumn",
        "sunshine",
        "superman",
        "telehealth",
        "test",
        "testing",
        "therapist",
        "therapy",
        "thisisapassword",
        "trustno",
        "user",
        "welcome",
        "whatever",
        "zaq",
        "zaqwsx",
        "zaqxsw",
        "zxcvbn",
        "zxcvbnm",
        "haslo",
        "matkhau",
    };

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
        var tooKnown =
            password.Distinct().Count() < 4
            || IsRun(password)
            || CommonWords.Contains(Letters(lower, lookAlikes: false))
            || CommonWords.Contains(Letters(lower, lookAlikes: true));
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

    private static string Letters(string lower, bool lookAlikes) =>
        new([
            .. (lookAlikes ? lower.TrimEnd(Tail) : lower).Select(c => lookAlikes ? Plain(c) : c).Where(char.IsLetter),
        ]);

    private static readonly char[] Tail = [.. "0123456789!?.*#-_$@+ "];

    private static char Plain(char c) =>
        c switch
        {
            '0' => 'o',
            '1' or '!' => 'i',
            '3' => 'e',
            '4' or '@' => 'a',
            '5' or '$' => 's',
            '7' => 't',
            _ => c,
        };
}

using System.Text.RegularExpressions;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>Addresses and domains as they are compared: lower-case, plain.</summary>
internal static partial class WorkAddress
{
    public const int Longest = 254;
    public const int LongestDomain = 190;

    // Anybody can have an address there: such a domain would let everybody in.
    private static readonly HashSet<string> Public = new(StringComparer.Ordinal)
    {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "yahoo.com",
        "icloud.com",
        "proton.me",
        "protonmail.com",
        "gmx.net",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "interia.pl",
    };

    public static bool IsAddress(string? text) =>
        text is { Length: > 0 and <= Longest } && Address().IsMatch(text) && IsDomain(DomainOf(text));

    public static bool IsDomain(string? text) => text is { Length: <= LongestDomain } && Domain().IsMatch(text);

    public static bool IsOpenToAll(string domain) => Public.Contains(domain.ToLowerInvariant());

    public static string Normal(string text) => text.Trim().ToLowerInvariant();

    public static string DomainOf(string address) => address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant();

    [GeneratedRegex(@"^[^\s@\p{C}""<>(),:;\\\[\]]{1,64}@[^@]+$", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex(@"^([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,24}$", RegexOptions.NonBacktracking)]
    private static partial Regex Domain();
}

using System.Security.Cryptography;
using System.Text;

namespace Telehealth.Receipts.Domain;

/// <summary>The text a provider agrees to; a change of a word is a new version.</summary>
/// <param name="Version">Such as <c>2026-11</c>.</param>
/// <param name="Text">Paragraphs apart by an empty line, with the platform's name in it.</param>
internal sealed record SelfBillingTerms(string Version, string Text)
{
    private const string Current = "2026-11";

    /// <summary>SHA-256 of the text as it is shown, in lower-case hex.</summary>
    public string Hash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)));

    public IReadOnlyList<string> Paragraphs => Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The present text for a platform of this name.</summary>
    public static SelfBillingTerms Of(string platform)
    {
        using var stream = typeof(SelfBillingTerms).Assembly.GetManifestResourceStream(
            $"Telehealth.Receipts.self-billing-{Current}.txt"
        )!;
        using var reader = new StreamReader(stream);
        var text = reader.ReadToEnd().ReplaceLineEndings("\n").Trim();
        return new SelfBillingTerms(Current, text.Replace("{platform}", platform, StringComparison.Ordinal));
    }
}

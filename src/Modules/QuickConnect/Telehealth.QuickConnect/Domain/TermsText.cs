namespace Telehealth.QuickConnect.Domain;

/// <summary>
/// The terms a client accepts with an offer (QCP-04). The text names its own version in its first line, so that no
/// version can be accepted that nobody can read.
/// </summary>
internal sealed class TermsText
{
    private const string Heading = "Version ";
    private const int LongestVersion = 40;

    /// <summary>Reads the operator's own file, or the text brought along.</summary>
    public TermsText(string? file)
    {
        var text = string.IsNullOrEmpty(file) ? Ours() : File.ReadAllText(file);
        var parts = text.ReplaceLineEndings("\n").Split("\n\n");
        Version = parts[0].StartsWith(Heading, StringComparison.Ordinal) ? parts[0][Heading.Length..].Trim() : "";
        Paragraphs = [.. parts.Skip(1).Select(x => x.Trim()).Where(x => x.Length > 0)];
        if (Version.Length is 0 or > LongestVersion || Paragraphs.Count == 0)
        {
            throw new InvalidOperationException(
                "The terms of QuickConnect:TermsFile need a first line such as \"Version 2027-01\", an empty line, "
                    + "and then the text in paragraphs."
            );
        }
    }

    public string Version { get; }

    public IReadOnlyList<string> Paragraphs { get; }

    private static string Ours()
    {
        using var stream = typeof(TermsText).Assembly.GetManifestResourceStream("Telehealth.QuickConnect.terms.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}

using System.Text.Json;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// The templates: one file per message and language under <c>Templates/</c>, embedded. A language that lacks one falls
/// back to English.
/// </summary>
internal static class TemplateSource
{
    public const string Fallback = "en";

    private const string Prefix = "Telehealth.Notifications.Templates.";

    private static readonly Dictionary<string, string> Files = ReadAll();

    /// <summary>Languages with at least one template.</summary>
    public static IReadOnlyList<string> Languages { get; } = [.. Files.Keys.Select(x => x.Split('.')[0]).Distinct()];

    /// <summary>
    /// The language a message is written in for somebody who reads <paramref name="wanted"/> (BCP 47).
    /// </summary>
    public static string LanguageFor(string template, string wanted)
    {
        var language = wanted.Split('-')[0].ToLowerInvariant();
        return Files.ContainsKey($"{language}.{template}.hbs") ? language : Fallback;
    }

    public static string Read(string language, string template) =>
        Files.TryGetValue($"{language}.{template}.hbs", out var text)
            ? text
            : throw new InvalidOperationException($"There is no template {language}/{template}.hbs.");

    /// <summary>Words of a language that templates share: patterns, modes, endings.</summary>
    public static IReadOnlyDictionary<string, string> Words(string language) =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(Files[$"{language}.words.json"])!;

    private static Dictionary<string, string> ReadAll()
    {
        var assembly = typeof(TemplateSource).Assembly;
        return assembly
            .GetManifestResourceNames()
            .Where(x => x.StartsWith(Prefix, StringComparison.Ordinal))
            .ToDictionary(
                x => x[Prefix.Length..],
                x =>
                {
                    using var reader = new StreamReader(assembly.GetManifestResourceStream(x)!);
                    return reader.ReadToEnd().ReplaceLineEndings("\n");
                },
                StringComparer.Ordinal
            );
    }
}

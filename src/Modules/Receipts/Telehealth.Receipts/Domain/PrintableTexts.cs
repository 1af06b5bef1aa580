using System.Text.Json;
using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Domain;

/// <summary>Whether a document can print each of its words; the last guard before a number is spent on it.</summary>
internal static class PrintableTexts
{
    /// <summary>The first words that cannot be printed as they are; null when all can.</summary>
    public static string? FirstLost(FrozenDocument data)
    {
        using var json = JsonDocument.Parse(data.ToJson());
        return Texts(json.RootElement).FirstOrDefault(x => !DocumentLetters.CanCarry(x));
    }

    // Whatever is ever added to a document is looked at too.
    private static IEnumerable<string> Texts(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.String => [element.GetString()!],
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Texts),
            JsonValueKind.Object => element.EnumerateObject().SelectMany(x => Texts(x.Value)),
            _ => [],
        };
}

using System.Globalization;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.Host.Cli.Story;

/// <summary>Reads the API's answers.</summary>
internal static class DemoAnswers
{
    public static string Text(this JsonElement answer, string name) => answer.GetProperty(name).GetString()!;

    public static int Number(this JsonElement answer, string name) => answer.GetProperty(name).GetInt32();

    /// <summary>An amount in minor units.</summary>
    public static long Minor(this JsonElement answer, string name) =>
        answer.GetProperty(name).GetProperty("amount").GetInt64();

    public static Instant Time(this JsonElement answer, string name) => AsInstant(answer.GetProperty(name));

    public static Instant AsInstant(this JsonElement text) =>
        InstantPattern.ExtendedIso.Parse(text.GetString()!).GetValueOrThrow();

    public static bool Says(this JsonElement answer, string name) =>
        answer.GetProperty(name).ValueKind != JsonValueKind.Null;

    public static List<JsonElement> Items(this JsonElement answer, string name = "items") =>
        [.. answer.GetProperty(name).EnumerateArray()];

    /// <summary>An instant as the API takes it.</summary>
    public static string Iso(this Instant instant) => InstantPattern.ExtendedIso.Format(instant);

    /// <summary>Pence as people write them.</summary>
    public static string Pounds(long minor) => string.Create(CultureInfo.InvariantCulture, $"GBP {minor / 100m:0.00}");
}

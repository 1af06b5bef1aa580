using System.Text.Json;

namespace Telehealth.IntegrationTests.Simulation;

internal static class Json
{
    public static List<JsonElement> Items(this JsonElement page) => [.. page.GetProperty("items").EnumerateArray()];

    public static long Minor(this JsonElement line, string amount) =>
        line.GetProperty(amount).GetProperty("amount").GetInt64();

    public static string Text(this JsonElement line, string name) => line.GetProperty(name).GetString()!;
}

using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Telehealth.Testing;

public sealed partial class TelehealthApp
{
    /// <summary>Saves a phone number in the account details of whoever is signed in.</summary>
    public static async Task SavePhone(HttpClient api, string phone)
    {
        using var read = await api.GetAsync("/api/v1/identity/me");
        var me = await read.Content.ReadFromJsonAsync<JsonElement>();
        string[] kept = ["displayName", "dateOfBirth", "country", "timeZone", "language"];
        var details = kept.ToDictionary(x => x, x => (object?)me.GetProperty(x));
        details["phone"] = phone;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/identity/me");
        request.Content = JsonContent.Create(details);
        request.Headers.TryAddWithoutValidation("If-Match", read.Headers.ETag!.ToString());
        using var saved = await api.SendAsync(request);
        saved.EnsureSuccessStatusCode();
    }

    /// <summary>Saves the number and types the code that comes to it.</summary>
    public async Task ProvePhone(HttpClient api, string phone)
    {
        await SavePhone(api, phone);
        using var sent = await api.PostAsync("/api/v1/identity/me/phone/code", null);
        sent.EnsureSuccessStatusCode();
        await Drain();
        var body = new { code = await TextedCode(phone) };
        using var proven = await api.PostAsJsonAsync("/api/v1/identity/me/phone/prove", body);
        proven.EnsureSuccessStatusCode();
    }

    /// <summary>The code in the latest text message to a number.</summary>
    public async Task<string> TextedCode(string phone) => SixDigits().Match((await Texts(phone))[0]).Value;

    /// <summary>The text messages to a number, the latest first.</summary>
    public async Task<IReadOnlyList<string>> Texts(string phone)
    {
        var path = $"/dev/sms/messages?to={Uri.EscapeDataString(phone)}";
        var messages = await Http.GetFromJsonAsync<JsonElement>(path);
        return [.. messages.EnumerateArray().Select(x => x.GetProperty("text").GetString()!)];
    }

    [GeneratedRegex(@"\b[0-9]{6}\b")]
    private static partial Regex SixDigits();
}

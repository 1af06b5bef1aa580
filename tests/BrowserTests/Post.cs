using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Notifications.Features.Development;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>What people find in their mail.</summary>
internal static class Post
{
    /// <summary>The first group of the pattern in the newest mail that has it.</summary>
    public static async Task<string> Found(TelehealthApp app, string email, Regex wanted)
    {
        await app.Drain();
        var path = $"/dev/mail/messages?to={Uri.EscapeDataString(email)}";
        var mails = await app.Http.GetFromJsonAsync<List<MailAnswer>>(path, ApiJson.Options);
        return mails!.OrderBy(x => x.Date).Select(x => wanted.Match(x.Text!)).Last(x => x.Success).Groups[1].Value;
    }
}

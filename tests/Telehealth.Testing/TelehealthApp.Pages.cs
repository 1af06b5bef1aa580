using System.Net;
using System.Text.RegularExpressions;

namespace Telehealth.Testing;

/// <summary>Pages as somebody with a browser meets them, without scripts.</summary>
public sealed partial class TelehealthApp
{
    /// <summary>A browser in which somebody without a second factor is signed in.</summary>
    public async Task<HttpClient> Browse(TestPerson person)
    {
        var browser = Browser();
        (await Submit(browser, "/identity/sign-in", ("Email", person.Email), ("Password", person.Password))).Dispose();
        return browser;
    }

    /// <summary>A browser in which nobody is signed in.</summary>
    public HttpClient Browser() =>
        new(new HttpClientHandler { CookieContainer = new CookieContainer() }) { BaseAddress = Base };

    /// <summary>Opens a page and sends its form, filled in like this.</summary>
    public static async Task<HttpResponseMessage> Submit(
        HttpClient browser,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        var form = fields.ToDictionary(x => x.Name, x => x.Value);
        form["__RequestVerificationToken"] = FormToken().Match(await browser.GetStringAsync(page)).Groups[1].Value;
        return await browser.PostAsync(page, new FormUrlEncodedContent(form));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

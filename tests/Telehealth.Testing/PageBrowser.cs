using System.Net;
using System.Text.RegularExpressions;

namespace Telehealth.Testing;

/// <summary>A browser without scripts: keeps cookies, fills the forms of pages with their token.</summary>
public sealed partial class PageBrowser : IDisposable
{
    private readonly CookieContainer cookies;

    /// <summary>A browser that knows nobody yet.</summary>
    /// <param name="origin">The host.</param>
    public PageBrowser(Uri origin)
        : this(origin, new CookieContainer()) { }

    private PageBrowser(Uri origin, CookieContainer cookies)
    {
        this.cookies = cookies;
        Http = new HttpClient(new HttpClientHandler { CookieContainer = cookies }) { BaseAddress = origin };
    }

    /// <summary>Sends what the browser would, its cookies included.</summary>
    public HttpClient Http { get; }

    /// <summary>Another browser with a copy of what this one's cookies are now.</summary>
    public PageBrowser Copy()
    {
        var copy = new CookieContainer();
        copy.Add(cookies.GetAllCookies());
        return new PageBrowser(Http.BaseAddress!, copy);
    }

    /// <summary>The page's text.</summary>
    public async Task<string> Read(string path) => WebUtility.HtmlDecode(await Http.GetStringAsync(path));

    /// <summary>Sends the page's form; the raw answer after its redirects.</summary>
    public async Task<HttpResponseMessage> Submit(string path, params (string Name, string Value)[] fields)
    {
        var page = await Http.GetStringAsync(path);
        var form = fields.Append(("__RequestVerificationToken", FormToken().Matches(page)[^1].Groups[1].Value));
        return await Http.PostAsync(
            path,
            new FormUrlEncodedContent(form.Select(x => KeyValuePair.Create(x.Item1, x.Item2)))
        );
    }

    /// <summary>Signs in somebody who has no second factor.</summary>
    public async Task SignIn(TestPerson person)
    {
        using var answer = await Submit("/identity/sign-in", ("Email", person.Email), ("Password", person.Password));
        answer.EnsureSuccessStatusCode();
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex FormToken();
}

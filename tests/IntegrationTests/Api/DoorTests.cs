using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.Host.Cli;
using Telehealth.IntegrationTests.Identity;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>What holds at every door: quotas, foreign pages, foreign hosts, headers made of nothing sent.</summary>
public sealed class DoorTests
{
    private const string Codes = "/api/v1/identity/me/phone/code";

    [Fact]
    public async Task Somebody_signed_in_meets_the_limit_of_sign_ins_too()
    {
        await using var app = await Limited("Limits:SignInsPerMinute", 8);
        using var browser = new PageBrowser(app.Base);
        await browser.SignIn(await app.SignUpClient());
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 12; i++)
        {
            var tried = ("Email", $"somebody{i}@example.org");
            using var answer = await browser.Submit(
                "/identity/sign-in?returnUrl=/",
                tried,
                ("Password", "a wrong one")
            );
            answers.Add(answer.StatusCode);
        }

        answers[..7].ShouldAllBe(x => x != HttpStatusCode.TooManyRequests);
        answers[7..].ShouldAllBe(x => x == HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Refused_token_requests_meet_a_limit()
    {
        await using var app = await Limited("Limits:SignInsPerMinute", 6);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 9; i++)
        {
            var form = new Dictionary<string, string>
            {
                ["grant_type"] = i % 2 == 0 ? "refresh_token" : "client_credentials",
                ["client_id"] = i % 2 == 0 ? OidcSignIn.ClientId : "partner-nobody",
                ["client_secret"] = "made up",
                ["refresh_token"] = "made up",
            };
            using var answer = await app.Http.PostAsync("/connect/token", new FormUrlEncodedContent(form));
            statuses.Add(answer.StatusCode);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
            {
                (await TelehealthApp.Code(answer)).ShouldBe("platform.quota-exceeded");
            }
        }

        statuses[..6].ShouldAllBe(x => x == HttpStatusCode.BadRequest || x == HttpStatusCode.Unauthorized);
        statuses[6..].ShouldAllBe(x => x == HttpStatusCode.TooManyRequests);
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData("127.0.0.1", 3)]
    [InlineData("10.0.0.0/8", 1)]
    public async Task Only_a_known_proxy_is_believed_about_the_caller(string? known, int callers)
    {
        var settings = new List<(string, string)> { ("Limits:Enabled", "true"), ("Limits:SignInsPerMinute", "1") };
        if (known is not null)
        {
            settings.Add(("Proxies:Known:0", known));
        }

        await using var app = await TelehealthApp.Start(settings: [.. settings]);
        var served = 0;
        for (var i = 0; i < 3; i++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/connect/token")
            {
                Content = new FormUrlEncodedContent([KeyValuePair.Create("grant_type", "refresh_token")]),
            };
            request.Headers.Add("X-Forwarded-For", $"203.0.113.{i}");
            using var answer = await app.Http.SendAsync(request);
            served += answer.StatusCode == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        served.ShouldBe(callers);
    }

    [Fact]
    public async Task A_cookie_changes_nothing_for_a_page_of_another_site()
    {
        await using var app = await TelehealthApp.Start();
        using var browser = new PageBrowser(app.Base);
        await browser.SignIn(await app.SignUpClient());
        var own = app.Origin.TrimEnd('/');
        (await Change(browser, [])).ShouldBe("platform.cross-site");
        (await Change(browser, [("Origin", "https://evil.example")])).ShouldBe("platform.cross-site");
        (await Change(browser, [("Origin", "null")])).ShouldBe("platform.cross-site");
        (await Change(browser, [("Sec-Fetch-Site", "cross-site"), ("Origin", own)])).ShouldBe("platform.cross-site");
        (await Change(browser, [("Sec-Fetch-Site", "same-site")])).ShouldBe("platform.cross-site");
        (await Change(browser, [("Sec-Fetch-Site", "same-origin")])).ShouldNotBe("platform.cross-site");
        (await Change(browser, [("Origin", own)])).ShouldNotBe("platform.cross-site");
        (await browser.Http.GetAsync("/api/v1/identity/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_bearer_token_is_asked_for_no_origin()
    {
        await using var app = await TelehealthApp.Start();
        using var api = await app.Client(await app.SignUpClient());
        using var answer = await api.PostAsJsonAsync(Codes, new { });
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        body.Text("code").ShouldNotBe("platform.cross-site");
    }

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("https://evil.example; script-src *")]
    [InlineData("http://127.0.0.1:7890/elsewhere")]
    [InlineData("javascript:alert(1)")]
    public async Task A_policy_names_no_address_that_no_client_registered(string address)
    {
        await using var app = await TelehealthApp.Start();
        foreach (var path in new[] { "/identity/sign-in?ReturnUrl=", "/identity/sign-in?returnUrl=" })
        {
            var back = Uri.EscapeDataString($"/connect/authorize?redirect_uri={Uri.EscapeDataString(address)}");
            using var answer = await app.Http.GetAsync(path + back);
            var policy = string.Join(';', answer.Headers.GetValues("Content-Security-Policy"));
            policy.ShouldEndWith("form-action 'self'");
        }
    }

    [Fact]
    public async Task A_policy_names_a_registered_address()
    {
        await using var app = await TelehealthApp.Start();
        var back = Uri.EscapeDataString($"/connect/authorize?redirect_uri={Uri.EscapeDataString(OidcSignIn.Redirect)}");
        using var answer = await app.Http.GetAsync("/identity/sign-in?ReturnUrl=" + back);
        string.Join(';', answer.Headers.GetValues("Content-Security-Policy"))
            .ShouldEndWith("form-action 'self' http://127.0.0.1:7890");
    }

    [Fact]
    public async Task Another_host_than_the_public_origins_is_refused()
    {
        await using var app = await TelehealthApp.Start();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/.well-known/openid-configuration");
        request.Headers.Host = "evil.example";
        (await app.Http.SendAsync(request)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Whoever_finds_a_weakness_is_told_where_to_report_it()
    {
        await using var app = await TelehealthApp.Start(settings: [("Security:Contact", "mailto:safe@example.org")]);
        var text = await app.Http.GetStringAsync("/.well-known/security.txt");
        text.ShouldContain("Contact: mailto:safe@example.org\n");
        text.ShouldMatch("Expires: 20[0-9]{2}-[0-9]{2}-[0-9]{2}T00:00:00Z\n");
    }

    private static Task<TelehealthApp> Limited(string key, int most) =>
        TelehealthApp.Start(settings: [("Limits:Enabled", "true"), (key, most.ToString())]);

    private static async Task<string?> Change(PageBrowser browser, (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Codes) { Content = JsonContent.Create(new { }) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        using var answer = await browser.Http.SendAsync(request);
        var body = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return body.TryGetProperty("code", out var code) ? code.GetString() : null;
    }
}

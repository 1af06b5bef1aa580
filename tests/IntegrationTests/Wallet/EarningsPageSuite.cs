using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What a provider sees of its earnings, and withdraws by pages alone, without scripts.</summary>
public abstract partial class EarningsPageSuite(Engine engine) : EarningsSuite(engine)
{
    [EngineFact]
    public async Task A_provider_withdraws_and_sends_its_invoice_by_pages()
    {
        var provider = await NewProvider();
        await Earn(provider, platformSupplied: true);
        await Earn(provider, daysAgo: 1);
        using var browser = await SignedIn(provider.Person);
        var earnings = await Read(browser, "/wallet/earnings");
        earnings.ShouldContain("£45.00");
        earnings.ShouldContain("Maturing");

        (await Submit(browser, "/wallet/withdrawals/new", ("Amount", "45,5O"))).ShouldContain("such as 120 or 120.50");
        var tooMuch = await Submit(browser, "/wallet/withdrawals/new", ("Amount", "45.01"), ("Currency", "GBP"));
        tooMuch.ShouldContain("Please choose between £10.00 and £45.00.");
        tooMuch.ShouldContain("value=\"45.01\"");
        var consequence = await Submit(browser, "/wallet/withdrawals/new", ("Amount", "45"), ("Currency", "GBP"));
        consequence.ShouldContain("leaves your available balance");
        consequence.ShouldContain("needs your invoice");
        (await Summary(provider)).OnItsWay.IsZero.ShouldBeTrue();

        var key = Key().Match(consequence).Groups[1].Value;
        for (var i = 0; i < 2; i++)
        {
            var done = await Submit(
                browser,
                "/wallet/withdrawals/new?handler=Confirm",
                ("Amount", "45"),
                ("Currency", "GBP"),
                ("key", key)
            );
            done.ShouldContain("Send your invoice");
        }

        var withdrawal = (await Read(db => db.Withdrawals.ToListAsync())).Single();
        var page = $"/wallet/withdrawals/{withdrawal.Id}";
        (await Upload(browser, page, "44.99")).ShouldContain("The invoice must be for GBP 45.00");
        (await Upload(browser, page, "45.00")).ShouldContain("We look at it and tell you");
        (await Read(browser, page)).ShouldContain("We check your invoice");

        using var stranger = await SignedIn((await NewProvider("Lê Thị Hồng")).Person);
        (await stranger.GetAsync(page)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Read(stranger, "/wallet/earnings")).ShouldContain("Nothing earned yet");
        using var client = await SignedIn((await NewClient()).Person);
        (await client.GetAsync("/wallet/earnings")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private async Task<HttpClient> SignedIn(TestPerson person)
    {
        var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = App.Base,
        };
        await Submit(browser, "/identity/sign-in", ("Email", person.Email), ("Password", person.Password));
        return browser;
    }

    private static async Task<string> Read(HttpClient browser, string page) =>
        WebUtility.HtmlDecode(await browser.GetStringAsync(page));

    private static async Task<string> Submit(
        HttpClient browser,
        string page,
        params (string Name, string Value)[] fields
    )
    {
        var form = fields.ToDictionary(x => x.Name, x => x.Value);
        form["__RequestVerificationToken"] = await TokenOf(browser, page);
        var answer = await browser.PostAsync(page, new FormUrlEncodedContent(form));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private async Task<string> Upload(HttpClient browser, string page, string amount)
    {
        using var form = new MultipartFormDataContent
        {
            { new StringContent(await TokenOf(browser, page)), "__RequestVerificationToken" },
            { new StringContent(TelehealthApp.NewKey()), "key" },
            { new StringContent("Ż/7"), "Number" },
            { new StringContent(LocalDatePattern.Iso.Format(Today)), "Date" },
            { new StringContent(amount), "Amount" },
            { new ByteArrayContent(Pdf()), "File", "invoice.pdf" },
        };
        var answer = await browser.PostAsync(page, form);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    private static async Task<string> TokenOf(HttpClient browser, string page) =>
        Token().Match(await browser.GetStringAsync(page)).Groups[1].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"key\" value=\"([^\"]+)\"")]
    private static partial Regex Key();
}

public sealed class SqliteEarningsPages() : EarningsPageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresEarningsPages() : EarningsPageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerEarningsPages() : EarningsPageSuite(Engine.SqlServer);

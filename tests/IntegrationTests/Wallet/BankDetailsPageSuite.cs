using System.Net;
using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>The provider's page of where it is paid, as a browser meets it.</summary>
public abstract partial class BankDetailsPageSuite(Engine engine)
{
    private const string Page = "/wallet/bank-details";

    [EngineFact]
    [Rule("WAL-12", Part = "modulus")]
    [Rule("WAL-12", Part = "masked")]
    public async Task A_provider_gives_its_account_and_sees_it_masked_ever_after()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.SignUpProvider();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        browser.BaseAddress = app.Base;
        await Submit(browser, "/identity/sign-in", ("Email", provider.Email), ("Password", provider.Password));
        (await browser.GetStringAsync(Page)).ShouldContain("Save these details");
        var wrong = await Submit(browser, Page, Account("63748473"));
        wrong.ShouldContain("does not exist at this sort code");
        wrong.ShouldContain("value=\"Pat Provider\"");
        var saved = await Submit(browser, Page, Account("63748472"));
        saved.ShouldContain("··59 ··· 8472");
        saved.ShouldContain("Change my bank details");
        saved.ShouldContain("payouts rest for 3 days");
        saved.ShouldNotContain("63748472");
        var changed = await Submit(browser, Page, Account("63748472", "Pat P Provider"));
        changed.ShouldContain("Payouts rest");
    }

    [EngineFact]
    [Rule("WAL-12", Part = "checked")]
    public async Task An_account_outside_SEPA_is_told_what_it_needs_beside_the_fields()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.SignUpProvider();
        using var browser = new HttpClient(new HttpClientHandler { CookieContainer = new CookieContainer() });
        browser.BaseAddress = app.Base;
        await Submit(browser, "/identity/sign-in", ("Email", provider.Email), ("Password", provider.Password));
        (string, string)[] dubai =
        [
            ("HolderName", "Pat Provider"),
            ("Kind", "iban"),
            ("Iban", "AE07 0331 2345 6789 0123 456"),
            ("Currency", "EUR"),
        ];
        var wrong = await Submit(browser, Page, dubai);
        wrong.ShouldContain("please add the BIC of your bank");
        wrong.ShouldContain("choose the country you live or practise in");
        var saved = await Submit(browser, Page, [.. dubai, ("Bic", "EBILAEAD"), ("Country", "AE")]);
        saved.ShouldContain("AE·· ··· 3456");
    }

    private static (string, string)[] Account(string number, string holder = "Pat Provider") =>
        [("HolderName", holder), ("Kind", "uk"), ("SortCode", "20-29-59"), ("AccountNumber", number)];

    private static async Task<string> Submit(HttpClient browser, string path, params (string, string)[] fields)
    {
        var page = await browser.GetStringAsync(path);
        var form = fields.ToDictionary(x => x.Item1, x => x.Item2);
        form["__RequestVerificationToken"] = Token().Match(page).Groups[1].Value;
        if (Version().Match(page) is { Success: true } version)
        {
            form["Version"] = version.Groups[1].Value;
        }

        using var answer = await browser.PostAsync(path, new FormUrlEncodedContent(form));
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync());
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"([^\"]+)\"")]
    private static partial Regex Token();

    [GeneratedRegex("name=\"Version\" value=\"([0-9]+)\"")]
    private static partial Regex Version();
}

public sealed class SqliteBankDetailsPages() : BankDetailsPageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresBankDetailsPages() : BankDetailsPageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerBankDetailsPages() : BankDetailsPageSuite(Engine.SqlServer);

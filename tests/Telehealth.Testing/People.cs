using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using OpenIddict.Server;
using Telehealth.BuildingBlocks;
using Telehealth.Host.Cli;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.Authority;

namespace Telehealth.Testing;

/// <summary>Somebody with an account, and what that person knows.</summary>
public sealed record TestPerson(PersonId Id, string Email, string Password, string? TotpKey);

/// <summary>People of a test: signed up and signed in as people are.</summary>
public sealed partial class TelehealthApp
{
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    /// <summary>True when people of the test repeat a call that was answered 5xx, with the same key.</summary>
    public bool Insistent { get; set; }

    /// <summary>
    /// For <c>adjust</c> of a test that runs for longer than an access token lives: who signed in stays so for hours.
    /// </summary>
    public static void LetSignInsLast(WebApplicationBuilder builder) =>
        builder.Services.PostConfigure<OpenIddictServerOptions>(x => x.AccessTokenLifetime = TimeSpan.FromHours(12));

    /// <summary>A client whose address is confirmed.</summary>
    public Task<TestPerson> SignUpClient(
        string name = "Ana Client",
        string timeZone = "Europe/London",
        string? onDocuments = null
    ) => SignUp(AccountType.Client, name, timeZone, new LocalDate(1990, 5, 17), onDocuments);

    /// <summary>A client of this age, or one who does not tell.</summary>
    public Task<TestPerson> SignUpClientBorn(
        LocalDate? born,
        string name = "Ana Client",
        string timeZone = "Europe/London"
    ) => SignUp(AccountType.Client, name, timeZone, born);

    /// <summary>A provider whose address is confirmed; no profile yet.</summary>
    public Task<TestPerson> SignUpProvider(string name = "Pat Provider", string timeZone = "Europe/London") =>
        SignUp(AccountType.Provider, name, timeZone, born: null);

    /// <summary>
    /// Somebody who works for the platform, with an authenticator app. The platform itself opens the account, as on the
    /// day it is installed: each is a pair of eyes of its own.
    /// </summary>
    public async Task<TestPerson> Staff(params string[] roles) => await OpenStaff(actor: null, roles);

    /// <summary>
    /// Somebody whom an administrator brought in; <paramref name="approver"/> approves what takes a second one.
    /// </summary>
    public async Task<TestPerson> StaffBroughtIn(PersonId by, TestPerson approver, params string[] roles)
    {
        var person = await OpenStaff(Actor.OfPerson(by, Roles.PlatformAdmin), roles);
        var second = Actor.OfPerson(approver.Id, Roles.PlatformAdmin);
        foreach (var open in (await Send(new ListProposals(), second)).Value.Items.Where(x => x.PersonId == person.Id))
        {
            var code = await AuthenticatorApp.Code(approver.TotpKey!, TimeProvider.System, CancellationToken.None);
            _ = (await Send(new ApproveProposal(open.Id, new Secret(code)), second)).Value;
        }

        return person;
    }

    /// <summary>A client for the API with the person's access token.</summary>
    public async Task<HttpClient> Client(TestPerson person)
    {
        var tokens = await SignIn(person);
        HttpMessageHandler caller = Insistent ? new PersistentCaller() : new SocketsHttpHandler();
        var client = new HttpClient(caller) { BaseAddress = Base, Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.AccessToken);
        return client;
    }

    /// <summary>The next code that the person's authenticator app shows.</summary>
    public Task<string> AuthenticatorCode(TestPerson person) => AuthenticatorCode(person.TotpKey!);

    /// <summary>The next code of an authenticator app with this key.</summary>
    public Task<string> AuthenticatorCode(string key) =>
        AuthenticatorApp.Code(key, setup.Phones, CancellationToken.None);

    /// <summary>Another browser that knows nobody yet.</summary>
    internal OidcSignIn NewBrowser() => OidcSignIn.At(Base, setup.Phones);

    /// <summary>A browser that goes by this way, which it takes with it when disposed.</summary>
    internal OidcSignIn NewBrowser(HttpMessageHandler handler) => new(handler, Base, setup.Phones);

    /// <summary>Signs in through the pages, as a native client does.</summary>
    internal async Task<OidcTokens> SignIn(TestPerson person)
    {
        using var browser = NewBrowser();
        return await browser.SignIn(person.Email, person.Password, person.TotpKey, CancellationToken.None);
    }

    private async Task<TestPerson> OpenStaff(Actor? actor, string[] roles)
    {
        var (email, password) = NewSecrets("staff");
        // Each its own key: a code opens once.
        var key = new string([.. RandomNumberGenerator.GetBytes(32).Select(x => Base32[x & 31])]);
        var account = new CreateStaffAccount(
            email,
            "Sam Staff",
            roles,
            "GB",
            "Europe/London",
            "en-GB",
            new Secret(password),
            new Secret(key)
        );
        return new TestPerson((await Send(account, actor)).Value.PersonId, email, password, key);
    }

    private async Task<TestPerson> SignUp(
        AccountType type,
        string name,
        string timeZone,
        LocalDate? born,
        string? onDocuments = null
    )
    {
        var (email, password) = NewSecrets(type.ToString());
        var secret = new Secret(password);
        var signUp = new SignUp(email, secret, name, type, born, "GB", timeZone, "en-GB", null, onDocuments);
        if ((await Send(signUp, Actor.Anonymous)).Error is { } error)
        {
            throw new InvalidOperationException($"{error.Code}: {string.Join(' ', error.Fields.Keys)}");
        }

        var id = (await Send(new FindPerson(email))).Value;
        var link = (await Send(new GetConfirmationLink(id))).Value.Url;
        var token = HttpUtility.ParseQueryString(link.Query)["token"]!;
        _ = (await Send(new ConfirmEmail(id, new Secret(token)), Actor.Anonymous)).Value;
        return new TestPerson(id, email, password, null);
    }

    private static (string Email, string Password) NewSecrets(string kind)
    {
        var mark = Ids.New().ToString("N")[^12..];
        return ($"{kind}-{mark}@example.org".ToLowerInvariant(), $"correct horse {mark[..6]}");
    }
}

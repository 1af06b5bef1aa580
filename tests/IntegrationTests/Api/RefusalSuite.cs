using System.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// What a door says no to, by the code a consumer reads: refusals that need no more than somebody who asks. Each row is
/// a caller, what is sent, and the answer.
/// </summary>
public abstract partial class RefusalSuite(Engine engine) : IAsyncLifetime
{
    private readonly Dictionary<string, HttpClient> callers = [];

    protected TelehealthApp App { get; private set; } = null!;

    private string Nobody { get; } = Ids.New().ToString();

    public async Task InitializeAsync() => App = await TelehealthApp.Start(engine);

    public Task DisposeAsync() => App.DisposeAsync().AsTask();

    [EngineFact]
    public Task What_nobody_has_is_not_found_under_its_own_code() => Refuse(NotFound());

    [EngineFact]
    public Task A_word_a_list_does_not_know_is_refused() => Refuse(UnknownWords());

    [EngineFact]
    public Task What_the_caller_has_not_got_or_is_not_yet_is_said() => Refuse(NotYet());

    [EngineFact]
    public async Task A_hub_refuses_what_does_not_fit_its_state()
    {
        var manager = await Caller(Roles.ProgrammeManager);
        var employer = await Id(manager, "hubs/employers", new { Name = "Acme", Country = "GB" });
        var hub = await Id(manager, $"hubs/employers/{employer}/hubs", Hub());
        var provider = await App.ListedProvider();
        callers["listed"] = provider.Api;
        await Refuse([
            new(Roles.ProgrammeManager, $"POST hubs/{hub}/live", new { }, 422, "hubs.no-provider-yet"),
            new(
                Roles.ProgrammeManager,
                $"POST hubs/employers/{employer}/hr-admins",
                new { Email = "nobody@example.org" },
                422,
                "hubs.no-such-account"
            ),
        ]);
        await TelehealthApp.Post(manager, $"hubs/{hub}/invitations", new { provider.Person.Email });
        var token = await InvitationOf(provider.Person.Email);
        await Refuse([
            new("client", "POST hubs/invitations/accept", Accept(token, 1), 403, "hubs.not-a-provider"),
            new("listed", "POST hubs/invitations/accept", Accept(token, 99), 409, "hubs.terms-changed"),
        ]);
        await TelehealthApp.Post(provider.Api, "hubs/invitations/accept", Accept(token, 1));
        await TelehealthApp.Post(manager, $"hubs/{hub}/live", new { });
        var hr = await App.Staff(Roles.HrAdmin);
        await TelehealthApp.Post(manager, $"hubs/employers/{employer}/hr-admins", new { hr.Email });
        callers["hr"] = await App.Client(hr);
        await Refuse([
            new("hr", $"GET hubs/{hub}/members/{Nobody}", null, 404, "hubs.member-not-found"),
            new(Roles.ProgrammeManager, $"POST hubs/{hub}/live", new { }, 409, "hubs.already-live"),
            new(
                Roles.ProgrammeManager,
                $"POST hubs/{hub}/invitations",
                new { provider.Person.Email },
                409,
                "hubs.already-in"
            ),
        ]);
    }

    [EngineFact]
    public async Task A_clearance_and_a_calendar_refuse_what_is_not_there()
    {
        var provider = await App.ListedProvider();
        callers["listed"] = provider.Api;
        var reviewer = await Caller(Roles.ComplianceReviewer);
        var withdraw = $"compliance/clearance-files/{provider.Id}/withdraw";
        await TelehealthApp.Post(reviewer, withdraw, new { Reason = "Lapsed" });
        const string calendar = "marketplace/providers/me/calendar";
        await Refuse([
            new(
                Roles.ComplianceReviewer,
                $"POST {withdraw}",
                new { Reason = "Lapsed" },
                409,
                "compliance.already-withdrawn"
            ),
            new("listed", $"DELETE {calendar}/blocks/{Nobody}", null, 404, "marketplace.block-not-found"),
            new("listed", $"DELETE {calendar}/dates/someday", null, 400, "marketplace.not-a-date"),
            new("listed", $"DELETE {calendar}/dates/2027-01-01", null, 404, "marketplace.date-hours-not-found"),
            new(
                "client",
                "PUT notifications/preferences",
                Topics(),
                412,
                "notifications.preferences-changed",
                "\"99\""
            ),
            new(Roles.PlatformAdmin, "POST identity/staff", Hire(provider.Person.Email), 409, "identity.address-taken"),
        ]);
    }

    [EngineFact]
    public async Task A_policy_and_a_fifty_first_service_are_refused()
    {
        var policy = await App.Send(new GetChannelPolicy("marketplace.nowhere", 1));
        policy.Error!.Code.ShouldBe("marketplace.policy-not-found");
        var provider = await App.ListedProvider();
        callers["listed"] = provider.Api;
        const string services = "marketplace/providers/me/services";
        var price = new { Amount = 6_500, Currency = "GBP" };
        var body = new
        {
            Name = "Individual session",
            Category = "psychology",
            DurationMinutes = 50,
            Prices = (object[])[new { Mode = "video", Price = price }],
            BufferAfterMinutes = 10,
        };
        for (var i = 1; i < 50; i++)
        {
            await TelehealthApp.Post(provider.Api, services, body);
        }

        await Refuse([new("listed", $"POST {services}", body, 422, "marketplace.too-many-services")]);
    }

    [EngineFact]
    public async Task What_is_no_json_too_large_or_unsigned_is_refused_by_the_door_itself()
    {
        await Refused(
            "/api/v1/identity/accounts",
            new StringContent("hello"),
            415,
            "platform.media-type-not-supported"
        );
        var large = new StringContent($"{{\"a\":\"{new string('x', 1_100_000)}\"}}", Encoding.UTF8, "application/json");
        await Refused("/api/v1/identity/accounts", large, 413, "platform.body-too-large");
        var unsigned = new StringContent("{}", Encoding.UTF8, "application/json");
        await Refused("/webhooks/stripe", unsigned, 400, "wallet.webhook-signature");
    }

    private async Task Refused(string path, HttpContent body, int status, string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body };
        // Refused before it is sent, so that no broken pipe hides the answer.
        request.Headers.ExpectContinue = true;
        using var answer = await App.Http.SendAsync(request);
        ((int)answer.StatusCode, await TelehealthApp.Code(answer)).ShouldBe((status, code));
    }

    private async Task Refuse(IEnumerable<Row> rows)
    {
        var wrong = new List<string>();
        foreach (var row in rows)
        {
            var (method, path) = (row.Sent.Split(' ')[0], row.Sent.Split(' ')[1]);
            using var answer = await TelehealthApp.Send(
                await Caller(row.Who),
                new HttpMethod(method),
                path,
                row.Body,
                method == "POST" ? TelehealthApp.NewKey() : null,
                row.IfMatch
            );
            var (status, code) = ((int)answer.StatusCode, await TelehealthApp.Code(answer));
            if ((status, code) != (row.Status, row.Code))
            {
                wrong.Add($"{row.Who} {row.Sent}: {status} {code}, not {row.Status} {row.Code}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private async Task<HttpClient> Caller(string who)
    {
        if (!callers.TryGetValue(who, out var api))
        {
            callers[who] = api = who switch
            {
                "anybody" => App.Http,
                "client" => await App.Client(await App.SignUpClient()),
                "provider" => await App.Client(await App.SignUpProvider()),
                _ => await App.Client(await App.Staff(who)),
            };
        }

        return api;
    }

    private async Task<string> InvitationOf(string email)
    {
        await App.Drain();
        var path = $"/dev/mail/messages?to={Uri.EscapeDataString(email)}";
        var text = await App.Http.GetStringAsync(path);
        return text.Split("/hubs/invitations/")[^1][..64];
    }

    private static async Task<string> Id(HttpClient api, string path, object body) =>
        (await TelehealthApp.Post(api, path, body)).GetProperty("id").GetString()!;

    private static object Accept(string token, int terms) => new { Token = token, TermsVersion = terms };

    private static object Hub() =>
        new
        {
            Name = "Acme wellbeing",
            Code = "acme",
            Colour = "#0b5c4a",
            Categories = (string[])["psychology"],
            Languages = (string[])["en"],
            Domains = (string[])["acme.example"],
            Credits = new { PerPeriod = 2, PeriodMonths = 1 },
            Session = new
            {
                Price = new { Amount = 8000, Currency = "GBP" },
                PlatformShareBasisPoints = 2_500,
                DurationMinutes = 50,
                Modes = (string[])["video"],
                FreeCancelHours = 24,
            },
        };

    /// <param name="Who">A role, or client, provider (signed up, no profile), anybody (signed out).</param>
    /// <param name="Sent">Method and path.</param>
    /// <param name="Body">What is sent along.</param>
    /// <param name="Status">The answer's status.</param>
    /// <param name="Code">And its code.</param>
    /// <param name="IfMatch">The version named, if one is.</param>
    private sealed record Row(string Who, string Sent, object? Body, int Status, string Code, string? IfMatch = null);
}

public sealed class RefusalsOnSqlite() : RefusalSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class RefusalsOnPostgres() : RefusalSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class RefusalsOnSqlServer() : RefusalSuite(Engine.SqlServer);

using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>Employers, hubs, and who may enter them (HUB-01, HUB-02).</summary>
public abstract class HubSuite(Engine engine) : HubStage(engine)
{
    [EngineFact]
    [Rule("HUB-01", Part = "apart")]
    public async Task Hr_of_one_employer_finds_nothing_of_another()
    {
        var (acme, acmeHr) = await Prepared();
        var (other, _) = await Prepared("brzask", "brzask.example");
        (await TelehealthApp.Get(acmeHr, "hubs/administered")).GetArrayLength().ShouldBe(1);
        (await TelehealthApp.Get(acmeHr, $"hubs/{acme}")).GetProperty("channel").GetString().ShouldBe("hub.acme");
        foreach (var path in (string[])["", "/members", "/usage"])
        {
            (await Status(acmeHr, HttpMethod.Get, $"hubs/{other}{path}")).ShouldBe(HttpStatusCode.NotFound);
        }

        var invitation = new { Email = "pat@practice.example" };
        (await Status(acmeHr, HttpMethod.Post, $"hubs/{other}/nominations", invitation)).ShouldBe(
            HttpStatusCode.NotFound
        );
        (await Status(acmeHr, HttpMethod.Post, $"hubs/{other}/credits/top-ups", new { Credits = 1 })).ShouldBe(
            HttpStatusCode.NotFound
        );
        (await Status(acmeHr, HttpMethod.Delete, $"hubs/{other}/members/{Ids.New()}")).ShouldBe(
            HttpStatusCode.NotFound
        );
        // The role alone opens nothing, and HR prepares no hub.
        var stranger = await App.Client(await App.Staff(Roles.HrAdmin));
        (await Status(stranger, HttpMethod.Get, $"hubs/{acme}/members")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(acmeHr, HttpMethod.Post, $"hubs/{acme}/live")).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(acmeHr, HttpMethod.Get, "hubs/employers")).ShouldBe(HttpStatusCode.Forbidden);
    }

    [EngineFact]
    public async Task A_hub_that_nobody_could_read_or_that_lets_everybody_in_is_refused()
    {
        var employer = await Id(Manager, "hubs/employers", new { Name = "Acme", Country = "GB" });
        var path = $"hubs/employers/{employer}/hubs";
        (await Status(Manager, HttpMethod.Post, path, Body(colour: "#ffee00"))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(Manager, HttpMethod.Post, path, Body(domain: "gmail.com"))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(Manager, HttpMethod.Post, path, Body(credits: 0))).ShouldBe(HttpStatusCode.BadRequest);
        (await Status(Manager, HttpMethod.Post, path, Body())).ShouldBe(HttpStatusCode.Created);
        var twice = await TelehealthApp.Send(Manager, HttpMethod.Post, path, Body(), TelehealthApp.NewKey());
        twice.StatusCode.ShouldBe(HttpStatusCode.Conflict);
        (await TelehealthApp.Code(twice)).ShouldBe("hubs.code-taken");
    }

    [EngineFact]
    [Rule("HUB-02", Part = "enters")]
    [Rule("HUB-02", Part = "nomination")]
    [Rule("HUB-02", Part = "single use")]
    [Rule("HUB-02", Part = "terms")]
    [Rule("HUB-02", Part = "told")]
    public async Task A_provider_enters_by_a_link_that_works_once_and_hears_when_the_hub_is_live()
    {
        var (hub, hr) = await Prepared();
        var provider = await App.ListedProvider();
        var rival = await App.SignUpProvider();
        var email = provider.Person.Email;
        (await Status(Manager, HttpMethod.Post, $"hubs/{hub}/live")).ShouldBe(HttpStatusCode.UnprocessableEntity);
        await TelehealthApp.Post(hr, $"hubs/{hub}/nominations", new { Email = email.ToUpperInvariant() });
        await App.Drain();
        (await MailsTo(email)).ShouldNotContain(x => x.Subject.StartsWith("You are invited"));
        await TelehealthApp.Post(Manager, $"hubs/{hub}/invitations", new { Email = email });
        var token = await TokenTo(email);
        var offer = await TelehealthApp.Get(provider.Api, $"hubs/invitations/{token}");
        offer.GetProperty("yourShare").GetProperty("amount").GetInt64().ShouldBe(6_000);
        (await Status(provider.Api, HttpMethod.Post, "hubs/invitations/accept", Accepting(token, 2))).ShouldBe(
            HttpStatusCode.Conflict
        );
        for (var i = 0; i < 2; i++)
        {
            var joined = await TelehealthApp.Post(provider.Api, "hubs/invitations/accept", Accepting(token));
            joined.GetProperty("channel").GetString().ShouldBe("hub.acme");
        }

        var late = await App.Client(rival);
        (await Status(late, HttpMethod.Get, $"hubs/invitations/{token}")).ShouldBe(HttpStatusCode.NotFound);
        (await Status(late, HttpMethod.Post, "hubs/invitations/accept", Accepting(token))).ShouldBe(
            HttpStatusCode.NotFound
        );
        await OpenTime(provider, "acme");
        (await Status(Manager, HttpMethod.Post, $"hubs/{hub}/live")).ShouldBe(HttpStatusCode.NoContent);
        (await Status(Manager, HttpMethod.Post, $"hubs/{hub}/live")).ShouldBe(HttpStatusCode.Conflict);
        await App.Drain();
        (await MailsTo(email)).ShouldContain(x =>
            x.Subject == "Your hub is live" && x.Text!.Contains("acme wellbeing")
        );
        var line = (await TelehealthApp.Get(hr, $"hubs/{hub}")).GetProperty("providers")[0];
        line.GetProperty("state").GetString().ShouldBe("accepted");
    }

    [EngineFact]
    [Rule("HUB-02", Part = "expiry")]
    public async Task A_link_that_ran_out_is_worth_nothing_until_the_provider_is_invited_again()
    {
        var (hub, _) = await Prepared();
        var provider = await App.ListedProvider();
        var invited = new { provider.Person.Email };
        await TelehealthApp.Post(Manager, $"hubs/{hub}/invitations", invited);
        var token = await TokenTo(provider.Person.Email);
        await App.Advance(Duration.FromDays(15));
        (await Status(provider.Api, HttpMethod.Post, "hubs/invitations/accept", Accepting(token))).ShouldBe(
            HttpStatusCode.NotFound
        );
        await TelehealthApp.Post(Manager, $"hubs/{hub}/invitations", invited);
        await TelehealthApp.Post(
            provider.Api,
            "hubs/invitations/accept",
            Accepting(await TokenTo(provider.Person.Email))
        );
    }

    [EngineFact]
    public async Task Of_twenty_providers_with_one_link_exactly_one_enters()
    {
        var (hub, _) = await Prepared();
        await TelehealthApp.Post(Manager, $"hubs/{hub}/invitations", new { Email = "pat@practice.example" });
        var token = await TokenTo("pat@practice.example");
        var providers = new List<HttpClient>();
        for (var i = 0; i < 20; i++)
        {
            providers.Add(await App.Client(await App.SignUpProvider()));
        }

        var answers = await Task.WhenAll(
            providers.Select(x =>
                Task.Run(() => Status(x, HttpMethod.Post, "hubs/invitations/accept", Accepting(token)))
            )
        );
        answers.Count(x => x == HttpStatusCode.OK).ShouldBe(1);
    }

    [EngineFact]
    [Rule("HUB-01", Part = "settings")]
    public async Task Hr_changes_what_its_hub_gives_and_a_stale_or_strange_hand_does_not()
    {
        var (hub, hr) = await Prepared();
        var path = $"hubs/{hub}/settings";
        var settings = new
        {
            Name = "Łódź và Nguyễn",
            Colour = "#0B5C4A",
            PerPeriod = 4,
            CarryOverCap = 2,
        };
        (await Change(hr, settings, null)).ShouldBe(HttpStatusCode.PreconditionRequired);
        (await Change(hr, settings, "\"77\"")).ShouldBe(HttpStatusCode.PreconditionFailed);
        (
            await Change(
                hr,
                new
                {
                    settings.Name,
                    settings.Colour,
                    PerPeriod = 0,
                    CarryOverCap = 0,
                },
                "\"0\""
            )
        ).ShouldBe(HttpStatusCode.BadRequest);
        (await Change(Manager, settings, "\"0\"")).ShouldBe(HttpStatusCode.Forbidden);
        var (_, stranger) = await Prepared("brzask", "brzask.example");
        (await Change(stranger, settings, "\"0\"")).ShouldBe(HttpStatusCode.NotFound);
        var tag = (await hr.GetAsync($"/api/v1/hubs/{hub}")).Headers.ETag!.Tag;
        (await Change(hr, settings, tag)).ShouldBe(HttpStatusCode.OK);
        (await Change(hr, settings, tag)).ShouldBe(HttpStatusCode.PreconditionFailed);
        var after = await TelehealthApp.Get(hr, $"hubs/{hub}");
        after.GetProperty("name").GetString().ShouldBe("Łódź và Nguyễn");
        after.GetProperty("colour").GetString().ShouldBe("#0b5c4a");
        after.GetProperty("credits").GetProperty("perPeriod").GetInt32().ShouldBe(4);
        after.GetProperty("credits").GetProperty("periodMonths").GetInt32().ShouldBe(1);

        async Task<HttpStatusCode> Change(HttpClient api, object body, string? tag) =>
            (await TelehealthApp.Send(api, HttpMethod.Put, path, body, ifMatch: tag)).StatusCode;
    }

    [EngineFact]
    public async Task A_programme_manager_sees_who_runs_an_employers_hubs_and_nobody_else_does()
    {
        var (_, hr) = await Prepared();
        var employers = await TelehealthApp.Get(Manager, "hubs/employers");
        var path = $"hubs/employers/{employers[0].GetProperty("id").GetString()}";
        var employer = await TelehealthApp.Get(Manager, path);
        employer.GetProperty("hrAdmins").GetArrayLength().ShouldBe(1);
        employer.GetProperty("hubs").GetArrayLength().ShouldBe(1);
        (await Status(hr, HttpMethod.Get, path)).ShouldBe(HttpStatusCode.Forbidden);
        (await Status(Manager, HttpMethod.Get, $"hubs/employers/{Ids.New()}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static object Accepting(string token, int version = 1) => new { Token = token, TermsVersion = version };

    private static async Task<HttpStatusCode> Status(
        HttpClient api,
        HttpMethod method,
        string path,
        object? body = null
    ) => (await TelehealthApp.Send(api, method, path, body, TelehealthApp.NewKey())).StatusCode;
}

public sealed class HubOnSqlite() : HubSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class HubOnPostgres() : HubSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class HubOnSqlServer() : HubSuite(Engine.SqlServer);

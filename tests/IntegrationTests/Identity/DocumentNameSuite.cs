using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Identity;

/// <summary>A name in Latin letters is asked for where documents cannot carry the one that is entered.</summary>
public abstract class DocumentNameSuite(Engine engine)
{
    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task Signing_up_asks_for_a_name_in_latin_letters_where_it_is_needed_and_only_there()
    {
        await using var app = await TelehealthApp.Start(engine);
        foreach (var name in WorldNames.Carried)
        {
            (await SignUp(app, name, null)).ShouldBeNull(name);
        }

        foreach (var (name, latin) in WorldNames.NotCarried)
        {
            (await SignUp(app, name, null)).ShouldBe("nameOnDocuments", name);
            (await SignUp(app, name, " ")).ShouldBe("nameOnDocuments", name);
            (await SignUp(app, name, name)).ShouldBe("nameOnDocuments", name);
            (await SignUp(app, name, latin)).ShouldBeNull(latin);
        }

        foreach (var name in WorldNames.Refused)
        {
            (await SignUp(app, name, null)).ShouldBe("displayName");
            (await SignUp(app, "王秀英", name)).ShouldBe("nameOnDocuments");
        }
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task The_name_for_documents_is_read_changed_and_told_of_once_it_can_be_printed()
    {
        await using var app = await TelehealthApp.Start(engine);
        var person = await app.SignUpClient("Ana Nguyễn");
        var api = await app.Client(person);
        await Change(api, "עדי לוי", null, HttpStatusCode.BadRequest);
        (await app.Send(new GetPerson(person.Id))).Value.PrintedName.ShouldBe("Ana Nguyễn");
        await Change(api, "עדי לוי", "Adi Levi", HttpStatusCode.NoContent);
        (await app.Send(new GetPerson(person.Id))).Value.PrintedName.ShouldBe("Adi Levi");
        (await TelehealthApp.Get(api, "identity/me")).GetProperty("nameOnDocuments").GetString().ShouldBe("Adi Levi");
        await Change(api, "Adi", null, HttpStatusCode.NoContent);
        (await app.Send(new GetPerson(person.Id))).Value.PrintedName.ShouldBe("Adi");
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task The_page_asks_beside_the_field()
    {
        await using var app = await TelehealthApp.Start(engine);
        using var browser = app.Browser();
        (await browser.GetStringAsync("/identity/sign-up")).ShouldNotContain("name=\"NameOnDocuments\"");
        (string, string)[] typed =
        [
            ("As", "Client"),
            ("DisplayName", "山田太郎"),
            ("Email", "taro@example.org"),
            ("Password", "correct horse 77"),
            ("DateOfBirth", "1990-05-17"),
            ("Country", "JP"),
            ("TimeZone", "Asia/Tokyo"),
            ("Language", "en-GB"),
        ];
        using var asked = await TelehealthApp.Submit(browser, "/identity/sign-up", typed);
        var page = WebUtility.HtmlDecode(await asked.Content.ReadAsStringAsync());
        page.ShouldContain("name=\"NameOnDocuments\"");
        page.ShouldContain("printed in Latin letters. Please write the name in them too");
        page.ShouldContain("山田太郎");
        (string, string)[] whole = [.. typed, ("NameOnDocuments", "Yamada Tarō")];
        using var done = await TelehealthApp.Submit(browser, "/identity/sign-up", whole);
        done.RequestMessage!.RequestUri!.AbsolutePath.ShouldBe("/identity/check-mail");
    }

    private static async Task Change(HttpClient api, string name, string? onDocuments, HttpStatusCode expected)
    {
        using var me = await api.GetAsync("/api/v1/identity/me");
        var body = new
        {
            displayName = name,
            nameOnDocuments = onDocuments,
            dateOfBirth = "1990-05-17",
            country = "GB",
            timeZone = "Europe/London",
            language = "en-GB",
        };
        using var answer = await TelehealthApp.Send(
            api,
            HttpMethod.Put,
            "identity/me",
            body,
            ifMatch: me.Headers.ETag!.Tag
        );
        answer.StatusCode.ShouldBe(expected, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>The one field that is refused, or null.</summary>
    private static async Task<string?> SignUp(TelehealthApp app, string name, string? onDocuments)
    {
        var body = new
        {
            email = $"{Ids.New():N}@example.org",
            password = "correct horse 77",
            displayName = name,
            nameOnDocuments = onDocuments,
            accountType = "client",
            dateOfBirth = "1990-05-17",
            country = "GB",
            timeZone = "Europe/London",
            language = "en-GB",
        };
        using var answer = await app.Http.PostAsJsonAsync("/api/v1/identity/accounts", body);
        if (answer.StatusCode == HttpStatusCode.Accepted)
        {
            return null;
        }

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return problem.GetProperty("errors").EnumerateObject().Single().Name;
    }
}

public sealed class DocumentNameOnSqlite() : DocumentNameSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class DocumentNameOnPostgres() : DocumentNameSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class DocumentNameOnSqlServer() : DocumentNameSuite(Engine.SqlServer);

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.IntegrationTests.Marketplace;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Compliance;

/// <summary>Whom a booking may be made for by age (COM-04).</summary>
public abstract class AgeSuite(Engine engine) : ChannelSuite(engine)
{
    [EngineFact]
    [Rule("COM-04", Part = "age")]
    public async Task Under_age_nothing_can_be_requested_or_booked_and_nothing_is_set_aside()
    {
        var practice = await Instantly();
        await OpenHub(practice);
        var young = await App.SignUpClientBorn(Today.PlusYears(-17), "Kasia Wójcik");
        var client = await App.Client(young);
        await Post(client, "wallet/top-ups", new { Amount = Money.Gbp(20_000), PaymentMethod = "pm_card_visa" });
        foreach (var door in new[] { TryAsk(client, practice, Ahead(3)), TryBook(client, practice, Ahead(3)) })
        {
            (await Refusal(await door, HttpStatusCode.UnprocessableEntity)).ShouldBe("compliance.consent-needed");
        }

        foreach (var channel in new[] { Hub, "quick-connect" })
        {
            var refused = await App.Send(Through(channel, young.Id, practice, Ahead(3)));
            refused.Error!.Code.ShouldBe("compliance.consent-needed");
        }

        await App.Drain();
        (await Balance(client)).ShouldBe((20_000, 0));
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("COM-04", Part = "age")]
    public async Task Without_a_birth_date_the_client_is_asked_for_it_first()
    {
        var practice = await Instantly();
        var client = await App.Client(await App.SignUpClientBorn(born: null));
        (await Refusal(await TryAsk(client, practice, Ahead(3)), HttpStatusCode.UnprocessableEntity)).ShouldBe(
            "compliance.birth-date-needed"
        );
        (await App.Send(new MayBook(new PersonId(Ids.New())))).Error!.Kind.ShouldBe(ErrorKind.NotFound);
    }

    [EngineFact]
    [Rule("COM-04", Part = "age")]
    public async Task Nobody_grows_older_by_typing_and_support_corrects_by_a_document()
    {
        var young = await App.SignUpClientBorn(Today.PlusYears(-17), "Kasia Wójcik");
        var client = await App.Client(young);
        foreach (var typed in new[] { Today.PlusYears(-30).ToString("uuuu-MM-dd", null), null })
        {
            var refused = await SaveBirthDate(client, typed);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await refused.Content.ReadAsStringAsync()).ShouldContain("identity.birth-date-given");
        }

        (await App.Send(new MayBook(young.Id))).Error!.Code.ShouldBe("compliance.consent-needed");
        var date = Today.PlusYears(-19).ToString("uuuu-MM-dd", null);
        var body = new
        {
            young.Email,
            DateOfBirth = date,
            Seen = "passport",
        };
        const string path = "compliance/birth-dates";
        (await TelehealthApp.Send(client, HttpMethod.Post, path, body)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var support = await App.Client(await App.Staff(Roles.Support));
        var unknown = await TelehealthApp.Send(support, HttpMethod.Post, path, body with { Email = "x@example.org" });
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var corrected = await TelehealthApp.Send(support, HttpMethod.Post, path, body);
        corrected.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await App.Send(new MayBook(young.Id))).Error.ShouldBeNull();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ComplianceDbContext>();
        var line = await db.Audit.SingleAsync(x => x.Subject == $"person:{young.Id}");
        line.Action.ShouldBe("birth-date.correct.Passport");
        await App.Drain();
        var mails = await App.Http.GetStringAsync($"/dev/mail/messages?to={Uri.EscapeDataString(young.Email)}");
        mails.ShouldContain("Your date of birth was corrected");
        mails.ShouldNotContain(date);
    }

    [EngineFact]
    [Rule("COM-04", Part = "age")]
    [Rule("COM-04", Part = "country")]
    public async Task Somebody_comes_of_age_at_midnight_of_the_own_zone()
    {
        var zone = DateTimeZoneProviders.Tzdb["Pacific/Auckland"];
        var born = Today.PlusYears(-18).PlusDays(3);
        var young = await App.SignUpClientBorn(born, "Nguyễn Thị Ánh", zone.Id);
        await App.AdvanceTo(zone.AtStartOfDay(born.PlusYears(18)).ToInstant() - Duration.FromSeconds(1));
        (await App.Send(new MayBook(young.Id))).Error!.Code.ShouldBe("compliance.consent-needed");
        await App.Advance(Duration.FromSeconds(1));
        (await App.Send(new MayBook(young.Id))).Error.ShouldBeNull();
    }

    [EngineFact]
    public async Task An_introduced_person_is_known_and_written_to_and_cannot_sign_in()
    {
        var id = new PersonId(Ids.New());
        var command = Introduction(id, "lan@example.org");
        (await App.Send(command)).Error.ShouldBeNull();
        (await App.Send(command)).Error.ShouldBeNull();
        // The same address again: whoever knows it first does not keep its owner out.
        (await App.Send(Introduction(new PersonId(Ids.New()), "lan@example.org"))).Error.ShouldBeNull();
        var card = (await App.Send(new GetPerson(id))).Value;
        (card.DisplayName, card.Email, card.Phone, card.PhoneVerified).ShouldBe(
            ("Nguyễn Lan", "lan@example.org", "+447700900123", true)
        );
        (await App.Send(new MayBook(id))).Error.ShouldBeNull();
        (await App.Send(new FindPerson("lan@example.org"))).Error!.Code.ShouldBe("identity.person-unknown");
        await Should.ThrowAsync<InvalidOperationException>(() =>
            App.SignIn(new TestPerson(id, "lan@example.org", "", null))
        );
        var nameless = await App.Send(Introduction(new PersonId(Ids.New()), "nobody") with { DisplayName = " " });
        nameless.Error!.Fields.Keys.ShouldBe(["displayName", "email"], ignoreOrder: true);
        var silent = new PersonId(Ids.New());
        (await App.Send(Introduction(silent, email: null))).Error.ShouldBeNull();
        (await App.Send(new GetPerson(silent))).Value.Email.ShouldBeEmpty();
    }

    private static async Task<HttpResponseMessage> SaveBirthDate(HttpClient client, string? date)
    {
        var me = await client.GetAsync("/api/v1/identity/me");
        var body = new
        {
            DisplayName = "Kasia Wójcik",
            DateOfBirth = date,
            Country = "GB",
            TimeZone = "Europe/London",
            Language = "en-GB",
        };
        var tag = me.Headers.ETag!.ToString();
        return await TelehealthApp.Send(client, HttpMethod.Put, "identity/me", body, ifMatch: tag);
    }

    private LocalDate Today => App.Now.InUtc().Date;

    private static IntroducePerson Introduction(PersonId id, string? email) =>
        new(id, " Nguyễn  Lan ", email, "07700 900123", new LocalDate(1992, 1, 31), "GB", "Europe/London", "vi-VN");
}

public sealed class AgeOnSqlite() : AgeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class AgeOnPostgres() : AgeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class AgeOnSqlServer() : AgeSuite(Engine.SqlServer);

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>
/// The platform sells to whoever pays, an employer or a partner: where that business is decides the tax (RCP-03).
/// </summary>
public abstract class EmployerTaxSuite(Engine engine) : HubStage(engine)
{
    private const long Price = 8_000;

    /// <summary>20 % of VAT are a sixth of the price.</summary>
    private const long AtHome = 1_333;

    [EngineTheory]
    [Rule("WAL-04", Part = "platform-supplied")]
    [InlineData("GB", null, AtHome)]
    [InlineData("GB", "GB123456789", AtHome)]
    [InlineData("IE", "IE1234567T", 0)]
    [InlineData("IE", null, 0)]
    [InlineData("NO", "NO 923609016 MVA", 0)]
    [InlineData("VN", null, 0)]
    public async Task A_credit_is_taxed_by_where_the_employer_is(string country, string? vatNumber, long tax)
    {
        var (hub, _, provider) = await Live();
        await TaxedCare.By(provider);
        var employer = await Employer();
        await Move(employer, country, vatNumber);
        var member = await Member("jo@acme.example");
        await App.Hold(member, provider, await Book(member, hub, provider, App.Slot(3)));
        (await App.Booked(Accounts.VatOutput)).ShouldBe(-tax);
        (await App.Booked(Accounts.SponsorReceivablePrefix + "hub.acme")).ShouldBe(Price);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("WAL-04", Part = "platform-supplied")]
    public async Task What_is_booked_keeps_the_place_it_was_booked_under()
    {
        var (hub, _, provider) = await Live();
        await TaxedCare.By(provider);
        var member = await Member("jo@acme.example");
        var booked = await Book(member, hub, provider, App.Slot(3));
        await Move(await Employer(), "IE", "IE1234567T");
        await App.Hold(member, provider, booked);
        (await App.Booked(Accounts.VatOutput)).ShouldBe(-AtHome);

        await App.Hold(member, provider, await Book(member, hub, provider, App.Slot(3)));
        (await App.Booked(Accounts.VatOutput)).ShouldBe(-AtHome);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_place_that_is_none_is_refused_by_its_field_and_an_older_page_changes_nothing()
    {
        await Live();
        var employer = await Employer();
        var path = $"hubs/employers/{employer}";
        foreach (
            var (body, field) in new (object, string)[]
            {
                (new { Name = "Acme", Country = "ZZ" }, "country"),
                (new { Name = "Acme", Country = "gb" }, "country"),
                (
                    new
                    {
                        Name = "Acme",
                        Country = "GB",
                        VatNumber = "=1+1",
                    },
                    "vatNumber"
                ),
                (
                    new
                    {
                        Name = "Acme",
                        Country = "GB",
                        VatNumber = new string('9', 21),
                    },
                    "vatNumber"
                ),
                (new { Name = "", Country = "GB" }, "name"),
            }
        )
        {
            using var made = await TelehealthApp.Send(
                Manager,
                HttpMethod.Post,
                "hubs/employers",
                body,
                TelehealthApp.NewKey()
            );
            (await FieldsOf(made)).ShouldBe([field]);
            using var changed = await Put(path, body, "\"1\"");
            (await FieldsOf(changed)).ShouldBe([field]);
        }

        using var stale = await Put(path, new { Name = "Acme", Country = "IE" }, "\"99\"");
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        using var stranger = await Put("hubs/employers/" + Ids.New(), new { Name = "A", Country = "IE" }, "\"1\"");
        stranger.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await TelehealthApp.Get(Manager, path)).GetProperty("country").GetString().ShouldBe("GB");
    }

    [EngineFact]
    public async Task On_the_page_too_an_employer_moves_and_a_wrong_number_stands_beside_its_field()
    {
        await Live();
        var page = $"/hubs/manage/employers/{await Employer()}/change";
        var version = ("Version", "1");
        using var wrong = await TelehealthApp.Submit(
            Manager,
            page,
            ("Name", "Zakłady Acme"),
            ("Country", "IE"),
            ("VatNumber", "=1+1"),
            version
        );
        var text = WebUtility.HtmlDecode(await wrong.Content.ReadAsStringAsync());
        text.ShouldContain("At most 20 letters and digits");
        text.ShouldContain("value=\"=1+1\"", customMessage: "what was typed is kept");
        using var moved = await TelehealthApp.Submit(
            Manager,
            page,
            ("Name", "Zakłady Acme"),
            ("Country", "IE"),
            ("VatNumber", "IE1234567T"),
            version
        );
        text = WebUtility.HtmlDecode(await Manager.GetStringAsync($"/hubs/manage/employers/{await Employer()}"));
        text.ShouldContain("Zakłady Acme");
        text.ShouldContain("Ireland, VAT number IE1234567T");
        using var stale = await TelehealthApp.Submit(Manager, page, ("Name", "Other"), ("Country", "GB"), version);
        WebUtility.HtmlDecode(await stale.Content.ReadAsStringAsync()).ShouldContain("changed");
        (await TelehealthApp.Get(Manager, $"hubs/employers/{await Employer()}"))
            .GetProperty("name")
            .GetString()
            .ShouldBe("Zakłady Acme");
    }

    private async Task<string> Employer() =>
        (await TelehealthApp.Get(Manager, "hubs/employers"))[0].GetProperty("id").GetString()!;

    private async Task Move(string employer, string country, string? vatNumber)
    {
        var path = $"hubs/employers/{employer}";
        var now = await TelehealthApp.Get(Manager, path);
        var body = new
        {
            Name = now.GetProperty("name").GetString(),
            Country = country,
            VatNumber = vatNumber,
        };
        using var changed = await Put(path, body, $"\"{now.GetProperty("version").GetInt64()}\"");
        changed.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<HttpResponseMessage> Put(string path, object body, string version) =>
        TelehealthApp.Send(Manager, HttpMethod.Put, path, body, ifMatch: version);

    private static async Task<IReadOnlyList<string>> FieldsOf(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        return [.. problem.GetProperty("errors").EnumerateObject().Select(x => x.Name)];
    }
}

/// <summary>The same of a partner's programme.</summary>
public abstract class PartnerTaxSuite(Engine engine) : PartnerStage(engine)
{
    // Half of 90.00 is kept of a missed visit; 20 % of VAT are a sixth of it.
    [EngineTheory]
    [Rule("WAL-04", Part = "platform-supplied")]
    [InlineData("GB", null, 750)]
    [InlineData("PL", "PL5260001246", 0)]
    [InlineData("NO", null, 0)]
    public async Task A_visit_is_taxed_by_where_the_partner_is(string country, string? vatNumber, long tax)
    {
        var provider = await Member();
        await TaxedCare.By(provider);
        using var moved = await Move(country, vatNumber);
        moved.StatusCode.ShouldBe(HttpStatusCode.OK);
        var at = App.Slot();
        var booking = Text(await Visit(await Register(), at), "bookingId");
        await App.Drain();
        await Miss(provider, await App.SessionOf(provider, booking), at);
        (await App.Booked(Accounts.VatOutput)).ShouldBe(-tax);
        (await App.Booked(Accounts.SponsorReceivablePrefix + "partner.nordica")).ShouldBe(4_500);
        await App.ShouldVerify();
    }

    [EngineFact]
    public async Task A_programme_says_where_its_payer_is()
    {
        using var strange = await Move("NORWAY", "NO 1");
        strange.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var problem = await strange.Content.ReadFromJsonAsync<JsonElement>();
        problem.GetProperty("errors").EnumerateObject().Select(x => x.Name).ShouldBe(["country"]);
        using var moved = await Move("NO", "NO 923609016 MVA");
        using var again = await Move("PL", null, "\"1\"");
        again.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await Manager.GetStringAsync("/hubs/programmes")).ShouldContain(
            "Paid from Norway, VAT number NO 923609016 MVA"
        );
    }

    [EngineFact]
    public async Task On_the_page_too_the_payer_moves_and_no_country_stands_beside_its_field()
    {
        var page = $"/hubs/programmes/{ProgrammeId}/payer";
        (await Manager.GetStringAsync(page)).ShouldContain("Who pays for Nordica visits");
        using var none = await TelehealthApp.Submit(Manager, page, ("Country", ""), ("Version", "1"));
        (await none.Content.ReadAsStringAsync()).ShouldContain("Please choose a country");
        // A redirect is not followed with a bearer token, so the page is asked for anew.
        using var moved = await TelehealthApp.Submit(Manager, page, ("Country", "PL"), ("Version", "1"));
        (await Manager.GetStringAsync("/hubs/programmes")).ShouldContain("Paid from Poland, without a VAT number");
        using var nowhere = await Manager.GetAsync($"/hubs/programmes/{Ids.New()}/payer");
        nowhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> Move(string country, string? vatNumber, string? version = null)
    {
        var programmes = await TelehealthApp.Get(Manager, "hubs/programmes");
        var payer = programmes.GetProperty("items")[0].GetProperty("payer");
        return await TelehealthApp.Send(
            Manager,
            HttpMethod.Put,
            $"hubs/programmes/{ProgrammeId}/payer",
            new { Country = country, VatNumber = vatNumber },
            ifMatch: version ?? $"\"{payer.GetProperty("version").GetInt64()}\""
        );
    }
}

internal static class TaxedCare
{
    /// <summary>Care by a professional of a statutory register is exempt at home; this one's is not.</summary>
    public static Task By(ListedProvider provider) =>
        TelehealthApp.WriteProfile(provider.Api, "Dr Zofia Wójcik", register: "BACP");
}

public sealed class SqliteEmployerTax() : EmployerTaxSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresEmployerTax() : EmployerTaxSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerEmployerTax() : EmployerTaxSuite(Engine.SqlServer);

public sealed class SqlitePartnerTax() : PartnerTaxSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPartnerTax() : PartnerTaxSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPartnerTax() : PartnerTaxSuite(Engine.SqlServer);

using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>Only a visit with its outcome marked is accounted (HUB-16).</summary>
public abstract class VisitOutcomeSuite(Engine engine) : PartnerStage(engine)
{
    [EngineFact]
    [Rule("HUB-16", Part = "outcomes")]
    [Rule("SES-20", Part = "made-good")]
    public async Task A_visit_whose_line_failed_goes_back_to_the_package_and_pays_nothing()
    {
        var provider = await Member();
        var insured = await Register();
        var at = App.Slot();
        var booking = Text(await Visit(insured, at), "bookingId");
        await App.Drain();
        var session = await App.SessionOf(provider, booking);
        await App.AdvanceTo(at + Duration.FromMinutes(1));
        await TelehealthApp.Post(provider.Api, $"sessions/{session}/technical-failure", new { });
        await App.Drain();
        Text(await TelehealthApp.Get(Partner, $"hubs/partner/bookings/{booking}"), "state")
            .ShouldBe("technicalFailure");
        var after = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        after.GetProperty("visitsAvailable").GetInt64().ShouldBe(5);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-16", Part = "chased")]
    [Rule("HUB-16", Part = "listed")]
    public async Task A_visit_without_an_outcome_is_listed_and_its_provider_asked_daily_until_it_has_one()
    {
        var provider = await Member();
        var at = App.Slot();
        var booking = Text(await Visit(await Register(), at), "bookingId");
        await App.Drain();
        var session = await App.SessionOf(provider, booking);
        await App.AdvanceTo(at + Duration.FromMinutes(100));
        (await Asked(provider)).ShouldBe(0);
        await App.AdvanceTo(at + Duration.FromMinutes(115));
        (await Asked(provider)).ShouldBe(1);
        var visits = await TelehealthApp.Get(Manager, $"hubs/programmes/{ProgrammeId}/visits?view=open");
        Text(visits.GetProperty("items")[0], "bookingId").ShouldBe(booking);
        WebUtility.HtmlDecode(await Manager.GetStringAsync("/hubs/programmes")).ShouldContain("No outcome yet");
        await App.Advance(Duration.FromDays(2));
        (await Asked(provider)).ShouldBe(3);
        await TelehealthApp.Post(provider.Api, $"sessions/{session}/technical-failure", new { });
        await App.Advance(Duration.FromDays(2));
        (await Asked(provider)).ShouldBe(3);
    }

    private async Task<int> Asked(ListedProvider provider)
    {
        await App.Drain();
        var path = $"/dev/mail/messages?to={Uri.EscapeDataString(provider.Person.Email)}";
        var mails = await TelehealthApp.Read(await App.Http.GetAsync(path));
        return mails.EnumerateArray().Count(x => Text(x, "subject") == "What became of your appointment?");
    }
}

public sealed class SqliteVisitOutcomeTests() : VisitOutcomeSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresVisitOutcomeTests() : VisitOutcomeSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerVisitOutcomeTests() : VisitOutcomeSuite(Engine.SqlServer);

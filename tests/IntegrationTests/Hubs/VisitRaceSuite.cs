using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>Visits of one person at once on a host whose events run beside the commands, as in production.</summary>
public abstract class VisitRaceSuite(Engine engine) : PartnerStage(engine)
{
    private const int Crowd = 50;
    private readonly ErrorLog log = new();

    protected override (string, string)[] Settings =>
        [("Messaging:Pump", "true"), ("Messaging:ScanEvery", "00:00:00.100")];

    protected override void Adjust(WebApplicationBuilder builder) => builder.Logging.AddProvider(log);

    [EngineFact]
    [Rule("MKT-08", Part = "same client")]
    public async Task Of_fifty_visits_of_one_person_at_once_one_is_booked_and_the_log_knows_no_error()
    {
        await Member();
        await Member("Dr Łucja Nowak");
        await Member("Dr Þóra Jónsdóttir");
        var insured = await Register();
        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, Crowd)
                .Select(i => Task.Run(() => TryVisit(insured, App.Slot() + Duration.FromMinutes(5 * (i % 10)))))
        );
        await App.Drain();
        answers.Count(x => x.IsSuccessStatusCode).ShouldBe(1);
        foreach (var loser in answers.Where(x => !x.IsSuccessStatusCode))
        {
            // Waited too long for its turn, at worst: never refused for another reason.
            (await TelehealthApp.Code(loser)).ShouldBeOneOf("hubs.visit-overlaps", "busy", "conflict");
        }

        var visits = await TelehealthApp.Get(Manager, $"hubs/programmes/{ProgrammeId}/visits");
        visits.GetProperty("items").GetArrayLength().ShouldBe(1);
        var left = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        left.GetProperty("visitsReserved").GetInt64().ShouldBe(1);
        log.Lines.Where(x => x.Contains("nique", StringComparison.Ordinal) || x.Contains("duplicate key"))
            .ShouldBeEmpty();
        await App.ShouldVerify();
    }
}

public sealed class SqliteVisitRaceTests() : VisitRaceSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresVisitRaceTests() : VisitRaceSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerVisitRaceTests() : VisitRaceSuite(Engine.SqlServer);

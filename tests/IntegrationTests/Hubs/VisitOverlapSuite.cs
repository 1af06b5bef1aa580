using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Features.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>One visit of one insured person at a time, whoever the providers are (HUB-09, HUB-10).</summary>
public abstract class VisitOverlapSuite(Engine engine) : PartnerStage(engine)
{
    [EngineFact]
    [Rule("MKT-08", Part = "same client")]
    public async Task A_second_visit_at_that_time_is_refused_naming_the_first_until_it_is_called_off()
    {
        await Member();
        await Member("Dr Łucja Nowak");
        var insured = await Register();
        var at = App.Slot();
        var first = await Visit(insured, at);
        foreach (var minutes in new[] { 0, 5, 45, -5, -45 })
        {
            using var refused = await TryVisit(insured, at + Duration.FromMinutes(minutes), mode: "video");
            refused.StatusCode.ShouldBe(HttpStatusCode.Conflict);
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Text(problem.RootElement, "code").ShouldBe("hubs.visit-overlaps");
            Text(problem.RootElement, "number").ShouldBe(Text(first, "number"));
            Text(problem.RootElement, "bookingId").ShouldBe(Text(first, "bookingId"));
        }

        // Another person at the same time, and the same person right before and right after.
        await Visit(await Register(Insured(policy: "POL-2")), at);
        await Visit(insured, at + Duration.FromMinutes(60));
        await Visit(insured, at - Duration.FromMinutes(60));
        await TelehealthApp.Post(Partner, $"hubs/partner/bookings/{Text(first, "bookingId")}/cancel", new { });
        await App.Drain();
        await Visit(insured, at);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-10", Part = "fair")]
    public async Task A_drawn_visit_counts_once_for_its_provider_and_a_named_one_does_not()
    {
        var provider = await Member();
        var insured = await Register();
        (await Assigned()).ShouldBe(0);
        await Visit(insured, App.Slot());
        await App.Drain();
        (await Assigned()).ShouldBe(1);
        await Visit(insured, App.Slot(3), provider.Id);
        await App.Drain();
        (await Assigned()).ShouldBe(1);
        await Visit(await Register(Insured(policy: "POL-2")), App.Slot(4));
        await App.Drain();
        (await Assigned()).ShouldBe(2);
    }

    [EngineFact]
    [Rule("HUB-15", Part = "contest")]
    public async Task A_no_show_is_contested_first_within_five_days_and_not_on_the_sixth()
    {
        var provider = await Member();
        var at = App.Slot();
        var booking = Text(await Visit(await Register(), at), "bookingId");
        await App.Drain();
        await Miss(provider, await App.SessionOf(provider, booking), at);
        var path = $"hubs/partner/bookings/{booking}/contest";
        await App.Advance(Duration.FromDays(5) + Duration.FromMinutes(1));
        var late = TelehealthApp.Send(Partner, HttpMethod.Post, path, new { Reason = "nobodyCalled" }, "late");
        await Refused(late, 409, "hubs.contest-too-late");
        var visit = await TelehealthApp.Get(Partner, $"hubs/partner/bookings/{booking}");
        visit.GetProperty("contestedAt").ValueKind.ShouldBe(JsonValueKind.Null);
        visit.GetProperty("reviewOpenedAt").ValueKind.ShouldBe(JsonValueKind.Null);
    }

    [EngineFact]
    public async Task A_visit_whose_booking_died_keeps_the_time_only_for_a_while()
    {
        await Member();
        await Member("Dr Łucja Nowak");
        var insured = await Register();
        var at = App.Slot();
        App.Crash.Subject = nameof(DrawProvider);
        App.Crash.StopAt = "work.after-commit";
        using (var died = await TryVisit(insured, at, key: "died"))
        {
            died.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        }

        App.Crash.StopAt = null;
        await Refused(TryVisit(insured, at), 409, "hubs.visit-overlaps");
        await App.Advance(Duration.FromMinutes(11));
        var booked = await Visit(insured, at);
        await Refused(TryVisit(insured, at, key: "died"), 409, "hubs.visit-given-up");
        await App.Drain();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubsDbContext>();
        var states = await db.PartnerVisits.OrderBy(x => x.Sequence).Select(x => x.State).ToListAsync();
        states.ShouldBe([VisitState.Failed, VisitState.Booked]);
        (await db.VisitClaims.CountAsync()).ShouldBe(10);
        Text(booked, "number").ShouldNotBeEmpty();
        await App.ShouldVerify();
    }

    private async Task<int> Assigned()
    {
        var programmes = await TelehealthApp.Get(Manager, "hubs/programmes");
        return programmes.GetProperty("items")[0].GetProperty("providers")[0].GetProperty("assigned").GetInt32();
    }
}

public sealed class SqliteVisitOverlapTests() : VisitOverlapSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresVisitOverlapTests() : VisitOverlapSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerVisitOverlapTests() : VisitOverlapSuite(Engine.SqlServer);

using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>The host as a whole: it starts, answers and knows what it does not know.</summary>
public sealed class HostTests
{
    [Fact]
    public async Task It_is_alive_ready_and_answers_an_unknown_route_as_a_problem()
    {
        await using var app = await TelehealthApp.Start();
        (await app.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await app.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.OK);
        var unknown = await app.Http.GetAsync("/api/v1/nothing-here");
        unknown.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        unknown.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task It_says_degraded_when_a_lane_is_behind_and_which()
    {
        await using var app = await TelehealthApp.Start();
        (await Ready(app)).ShouldStartWith("{\"status\":\"healthy\"");
        var person = await app.SignUpClient();
        using var api = await app.Client(person);
        await TelehealthApp.SavePhone(api, "+447400123499");
        (await api.PostAsync("/api/v1/identity/me/phone/code", null)).EnsureSuccessStatusCode();
        await AgeOutbox(app);
        (await Ready(app)).ShouldContain("Behind: lane prompt, identity outbox for");
        await app.Drain();
        (await Ready(app)).ShouldStartWith("{\"status\":\"healthy\"");

        // A message to a phone that no gateway takes: the delivery waits, whatever the outboxes say.
        await app.Http.PostAsJsonAsync("/dev/sms/behaviour", new { FailAlways = true });
        (await api.PostAsync("/api/v1/identity/me/phone/code", null)).EnsureSuccessStatusCode();
        var loops = app.Services.GetRequiredService<Loops>();
        var modules = app.Services.GetRequiredService<ModuleDatabases>().Modules;
        foreach (var module in modules.Concat(modules))
        {
            await loops.Round(module, lane: null, force: false, CancellationToken.None);
        }

        await using (var scope = app.Services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
            await using var transaction = await db.Database.BeginTransactionAsync();
            await db
                .Deliveries.Where(x => x.State == DeliveryState.Ready)
                .ExecuteUpdateAsync(set =>
                    set.SetProperty(x => x.NextTryAtMicros, x => x.NextTryAtMicros - 60_000_000)
                );
            await transaction.CommitAsync();
        }

        (await Ready(app)).ShouldContain("Behind: lane prompt, notifications.send-promptly for");
    }

    [Fact]
    public async Task A_host_whose_address_is_taken_says_so_in_one_line_and_ends()
    {
        await using var app = await TelehealthApp.Start();
        var ended = await HostProcess.Attempt(app.Database, app.Base);
        ended.ExitCode.ShouldBe(2);
        ended.Errors.Trim().Split('\n').ShouldHaveSingleItem().ShouldStartWith("Telehealth cannot start: another");
    }

    [Fact]
    public async Task A_host_that_could_not_take_its_address_stops_at_once()
    {
        await using var app = await TelehealthApp.Start();
        await using var second = Program.Build(HostProcess.Arguments(app.Database, app.Base));
        await Should.ThrowAsync<IOException>(second.StartAsync());
        var from = Stopwatch.GetTimestamp();
        await second.StopAsync();
        // It waited for the whole 30 seconds that a host may take to stop.
        Stopwatch.GetElapsedTime(from).ShouldBeLessThan(TimeSpan.FromSeconds(15));
    }

    private static Task<string> Ready(TelehealthApp app) => app.Http.GetStringAsync("/health/ready");

    private static async Task AgeOutbox(TelehealthApp app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        const string earlier = "UPDATE identity_outbox SET CommittedAtMicros = CommittedAtMicros - 60000000";
        await db.Database.ExecuteSqlRawAsync(earlier);
        await transaction.CommitAsync();
    }
}

using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>
/// A crash between every two steps of request, acceptance and completion heals: the caller repeats the same call, the
/// drain does the rest, and in the end there is one booking, one payment and no difference anywhere.
/// </summary>
public abstract class CrashSuite(Engine engine)
{
    // Every place takes minutes: usually each engine takes its own eighth of them, all with TELEHEALTH_LONG=1.
    private const int Usually = 8;
    private static readonly bool Long = Environment.GetEnvironmentVariable("TELEHEALTH_LONG") == "1";

    [EngineFact]
    public async Task A_crash_between_any_two_steps_heals()
    {
        await using var app = await TelehealthApp.Start(engine);
        app.Insistent = true;
        var provider = await app.ListedProvider();
        var client = await app.FundedClient(1_000_000);
        app.Crash.Recorded = [];
        await Job(app, client, provider);
        var places = app.Crash.Recorded.Distinct().ToList();
        app.Crash.Recorded = null;
        places.Count.ShouldBeGreaterThan(30);

        var earned = 1;
        foreach (var (step, subject) in places.Where((_, i) => Long || i % Usually == (int)engine))
        {
            app.Crash.StopAt = step;
            app.Crash.Subject = subject;
            await Job(app, client, provider, $"{step} {subject}");
            app.Crash.StopAt = null;
            earned++;
        }

        await app.ShouldVerify();
        var balance = await TelehealthApp.Get(client.Api, "wallet/balance");
        var wallet = balance.GetProperty("balances").EnumerateArray().Single();
        wallet.GetProperty("held").GetProperty("amount").GetInt64().ShouldBe(0);
        wallet.GetProperty("available").GetProperty("amount").GetInt64().ShouldBe(1_000_000 - earned * 6_500L);
    }

    private static async Task Job(TelehealthApp app, Player client, ListedProvider provider, string place = "none")
    {
        try
        {
            var booked = await app.Book(client, provider, app.Slot(1));
            await app.Hold(client, provider, booked);
            var booking = await TelehealthApp.Get(client.Api, $"marketplace/bookings/{booked.BookingId}");
            booking.GetProperty("state").GetString().ShouldBe("completed");
        }
        catch (Exception e)
        {
            throw new InvalidOperationException($"Stopped at {place}: {e.Message}", e);
        }
    }
}

public sealed class SqliteCrash() : CrashSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresCrash() : CrashSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerCrash() : CrashSuite(Engine.SqlServer);

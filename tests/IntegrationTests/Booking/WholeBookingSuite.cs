using System.Net;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Booking;

/// <summary>
/// One booking, whole: from two strangers to money earned, through the public door; inherited per engine.
/// </summary>
public abstract class WholeBookingSuite(Engine engine)
{
    [EngineFact]
    [Rule("SES-10", Part = "pays")]
    [Rule("WAL-02", Part = "balance")]
    [Rule("WAL-04", Part = "posting")]
    public async Task A_completed_session_pays_the_provider_and_books_commission_and_vat()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.ListedProvider();
        var client = await app.FundedClient(10_000);
        var booked = await app.Book(client, provider, app.Slot());
        await app.Hold(client, provider, booked);

        var balance = await TelehealthApp.Get(client.Api, "wallet/balance");
        balance.ToString().ShouldContain("3500");
        var earnings = await TelehealthApp.Get(provider.Api, "wallet/earnings");
        var line = earnings.GetProperty("items").EnumerateArray().Single().ToString();
        line.ShouldContain("5200");
        line.ShouldContain("1083");
        line.ShouldContain("217");
        var booking = await TelehealthApp.Get(client.Api, $"marketplace/bookings/{booked.BookingId}");
        booking.GetProperty("state").GetString().ShouldBe("completed");
        await app.ShouldVerify();
    }

    [EngineFact]
    public async Task Another_persons_booking_session_and_request_are_not_found()
    {
        await using var app = await TelehealthApp.Start(engine);
        var provider = await app.ListedProvider();
        var client = await app.FundedClient(10_000);
        var stranger = await app.FundedClient(0, "Stranger");
        var booked = await app.Book(client, provider, app.Slot());
        foreach (var path in (string[])[$"marketplace/bookings/{booked.BookingId}", $"sessions/{booked.SessionId}"])
        {
            var answer = await TelehealthApp.Send(stranger.Api, HttpMethod.Get, path);
            answer.StatusCode.ShouldBe(HttpStatusCode.NotFound, path);
        }
    }
}

public sealed class SqliteWholeBooking() : WholeBookingSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresWholeBooking() : WholeBookingSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerWholeBooking() : WholeBookingSuite(Engine.SqlServer);

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Access;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Testing;

namespace Telehealth.Benchmarks;

/// <summary>
/// R5: GET of a booking through everything, against a minimal API that checks the token alike, asks SQLite the same by
/// ADO.NET and answers the same bytes. Both over loopback, asked by a client that costs next to nothing.
/// </summary>
internal static class ReadingABooking
{
    private const int Connections = 4;
    private const int PerConnection = 500;
    private const int Alone = 500;

    private const string Sql = """
        SELECT "Id", "Number", "ProviderId", "ClientId", "ServiceId", "ServiceName", "Mode", "StartsAt", "EndsAt",
        "ProviderZone", "ClientZone", "PriceMinor", "Currency", "State", "PolicyId", "FlaggedAt" IS NOT NULL
        FROM marketplace_bookings WHERE "Id" = $id AND ("ClientId" = $person OR "ProviderId" = $person) LIMIT 1
        """;

    public static async Task<Line[]> Run()
    {
        // As in production: looking after lifetimes is for development.
        await using var ours = await TelehealthApp.Start(adjust: builder =>
            builder.Host.UseDefaultServiceProvider(x => x.ValidateScopes = false)
        );
        var provider = await ours.ListedProvider();
        var client = await ours.FundedClient();
        var booked = await ours.Book(client, provider, ours.Slot());
        await using var bare = await Bare(ours);
        var token = client.Api.DefaultRequestHeaders.Authorization!.Parameter!;
        var oursAt = (ours.Base, $"/api/v1/marketplace/bookings/{booked.BookingId}");
        var bareAt = (new Uri(bare.Urls.First()), $"/bookings/{booked.BookingId}");
        await ShouldAnswerTheSame(oursAt, bareAt, token);
        await using var askOurs = await Askers.Connect(Connections, oursAt.Item1, oursAt.Item2, token);
        await using var askBare = await Askers.Connect(Connections, bareAt.Item1, bareAt.Item2, token);
        var pace = await Turns.Compare(
            turns: 15,
            perTurn: Connections * PerConnection,
            () => askOurs.Ask(PerConnection),
            () => askBare.Ask(PerConnection),
            // The runtime compiles hot code anew in the background for a while.
            warmUp: 6
        );
        var id = new BookingId(Guid.Parse(booked.BookingId));
        var actor = Actor.OfPerson(client.Person.Id, [Roles.Client]);
        var inside = await Turns.Compare(
            turns: 9,
            perTurn: Alone,
            () => Repeat(() => ours.Send(new GetBooking(id), actor)),
            () => Repeat(() => Find(ours.Database.ConnectionString, id.Value, client.Person.Id.Value, default))
        );
        return
        [
            Line.Of("R5 GET of a booking", pace, 0.5),
            Line.Figure(
                "R5 of it, without HTTP and one at a time",
                $"{1e6 / inside.Ours:F0} µs by pipeline and EF, {1e6 / inside.Bare:F0} µs bare"
            ),
        ];
    }

    private static async Task Repeat<T>(Func<Task<T>> work)
    {
        for (var i = 0; i < Alone; i++)
        {
            await work();
        }
    }

    private static async Task<WebApplication> Bare(TelehealthApp ours)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Services.ConfigureHttpJsonOptions(x => ApiJson.Apply(x.SerializerOptions));
        builder.Services.AddSingleton(ours.Services.GetRequiredService<SystemTime>());
        builder.Services.AddSingleton(ours.Services.GetRequiredService<CheckedTokens>());
        builder.Services.AddSingleton(ours.Services.GetRequiredService<AccessStamps>());
        builder
            .Services.AddAuthentication(Schemes.Bearer)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null);
        builder.Services.AddAuthorization();
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        var connection = ours.Database.ConnectionString;
        app.MapGet("/bookings/{id:guid}", (Guid id, HttpContext http) => Read(connection, id, http))
            .RequireAuthorization();
        await app.StartAsync();
        return app;
    }

    private static async Task<IResult> Read(string connectionString, Guid id, HttpContext http)
    {
        var person = Guid.Parse(http.User.FindFirst(IdentityClaims.Subject)!.Value);
        var found = await Find(connectionString, id, person, http.RequestAborted);
        return found is null ? Results.NotFound() : Results.Ok(found);
    }

    private static async Task<BookingAnswer?> Find(string connectionString, Guid id, Guid person, CancellationToken ct)
    {
        await using var connection = new SqliteConnection(connectionString);
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = Sql;
        command.Parameters.AddWithValue("$id", id);
        command.Parameters.AddWithValue("$person", person);
        await using var row = await command.ExecuteReaderAsync(ct);
        return !await row.ReadAsync(ct)
            ? null
            : new BookingAnswer(
                new BookingId(row.GetGuid(0)),
                row.GetString(1),
                new ProviderId(row.GetGuid(2)),
                new PersonId(row.GetGuid(3)),
                new ServiceId(row.GetGuid(4)),
                row.GetString(5),
                row.GetString(6),
                Micros.ToInstant(row.GetInt64(7)),
                Micros.ToInstant(row.GetInt64(8)),
                row.GetString(9),
                row.GetString(10),
                new Money(row.GetInt64(11), Currency.Of(row.GetString(12))),
                Enum.Parse<BookingState>(row.GetString(13)),
                row.GetString(14),
                row.GetBoolean(15)
            );
    }

    private static async Task ShouldAnswerTheSame((Uri, string) ours, (Uri, string) bare, string token)
    {
        var (mine, theirs) = (await Body(ours, token), await Body(bare, token));
        if (mine != theirs)
        {
            throw new InvalidOperationException($"The baseline answers something else:\n{mine}\n{theirs}");
        }
    }

    private static async Task<string> Body((Uri Base, string Path) at, string token)
    {
        using var http = new HttpClient { BaseAddress = at.Base };
        http.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return await http.GetStringAsync(at.Path);
    }
}

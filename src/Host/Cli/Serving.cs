using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Cli;

/// <summary>Serves pages and API until it is told to stop.</summary>
internal static class Serving
{
    private static readonly TimeSpan MostToStop = TimeSpan.FromSeconds(5);

    public static async Task<int> Run(string[] args)
    {
        await using var app = Program.Build(args);
        var ct = app.Lifetime.ApplicationStopping;
        await Prepare(app, ct);
        await Start(app, ct);
        Greet(app);
        var seeding = Seed(app, ct);
        await app.WaitForShutdownAsync(CancellationToken.None);
        await seeding;
        return 0;
    }

    /// <summary>
    /// The address is taken last, when the loops already run: they must end before the services they use do.
    /// </summary>
    private static async Task Start(WebApplication app, CancellationToken ct)
    {
        try
        {
            await app.StartAsync(ct);
        }
        catch
        {
            using var patience = new CancellationTokenSource(MostToStop);
            await app.StopAsync(patience.Token);
            throw;
        }
    }

    /// <summary>Demo people come while the pages are already open; a failure is told and stops nobody.</summary>
    private static async Task Seed(WebApplication app, CancellationToken ct)
    {
        if (!Seeds(app))
        {
            return;
        }

        try
        {
            Seeding.Greet();
            await new Seeding(app.Services, Console.WriteLine).Fill(ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped half-way; the next start goes on.
        }
        catch (Exception e) when (e is InvalidOperationException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"The demo data is not complete: {e.Message}");
        }
    }

    private static bool Seeds(WebApplication app) =>
        app.Environment.IsDevelopment() && app.Configuration.GetValue<bool>("Seed:Demo");

    private static async Task Prepare(WebApplication app, CancellationToken ct)
    {
        if (Seeds(app))
        {
            await Seeding.Prepare(app.Services, ct);
            return;
        }

        if (app.Environment.IsDevelopment() || app.Configuration.GetValue<bool>("Database:MigrateOnStart"))
        {
            await Migrating.Migrate(app.Services, ct);
            return;
        }

        var pending = await app.Services.GetRequiredService<DatabaseMigrator>().Pending(ct);
        if (pending.Count > 0)
        {
            throw new InvalidConfigurationException(
                $"the database lacks {pending.Count} migrations: run the verb `migrate` first, "
                    + "or set Database:MigrateOnStart."
            );
        }

        await app.Services.GetRequiredService<BusinessClock>().Load(ct);
    }

    private static void Greet(WebApplication app)
    {
        var addresses = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        var origin = app.Services.GetRequiredService<PublicOrigin>().Base;
        Console.WriteLine($"Telehealth serves at {string.Join(", ", addresses)} ({app.Environment.EnvironmentName}).");
        Console.WriteLine($"  Pages    {origin}");
        Console.WriteLine($"  API      {new Uri(origin, "docs")} (OpenAPI: {new Uri(origin, "openapi/v1.json")})");
        if (app.Environment.IsDevelopment())
        {
            Console.WriteLine($"  Mailbox  {new Uri(origin, "dev/mail")}");
        }

        Console.WriteLine("  Press Ctrl+C to stop.");
    }
}

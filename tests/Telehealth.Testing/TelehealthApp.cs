using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Host.Cli;
using Telehealth.Identity.Access;
using Telehealth.Testing.Engines;

namespace Telehealth.Testing;

/// <summary>
/// The real host on a real database and a real loopback port. Nothing runs by itself: events and due work happen when
/// the test drains or moves the clock, so no test sleeps.
/// </summary>
public sealed partial class TelehealthApp : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly bool ownsDatabase;
    private readonly WebApplication host;
    private readonly Setup setup;

    private TelehealthApp(
        TestDatabase database,
        bool ownsDatabase,
        WebApplication host,
        StoppingCrashPoints crash,
        Setup setup
    )
    {
        this.database = database;
        this.ownsDatabase = ownsDatabase;
        this.host = host;
        this.setup = setup;
        Crash = crash;
        Base = new Uri(host.Urls.First());
        Origin = host.Configuration["PublicOrigin"]!;
        Http = new HttpClient { BaseAddress = Base, Timeout = TimeSpan.FromSeconds(60) };
    }

    /// <summary>Where the host listens.</summary>
    public Uri Base { get; }

    /// <summary>The origin this host's tokens and links name.</summary>
    public string Origin { get; }

    /// <summary>A client that is not signed in.</summary>
    public HttpClient Http { get; }

    /// <summary>The host's services, for what a test must look at behind the door.</summary>
    public IServiceProvider Services => host.Services;

    /// <summary>The business clock.</summary>
    public BusinessClock Clock => Services.GetRequiredService<BusinessClock>();

    /// <summary>The database, for tests that speak SQL or start a second host on it.</summary>
    public TestDatabase Database => database;

    /// <summary>Where the host stops as a power cut would.</summary>
    internal StoppingCrashPoints Crash { get; }

    /// <summary>A host on a fresh database.</summary>
    /// <param name="engine">The engine.</param>
    /// <param name="adjust">What the test replaces.</param>
    /// <param name="settings">Configuration on top of the tests' own.</param>
    public static async Task<TelehealthApp> Start(
        Engine engine = Engine.Sqlite,
        Action<WebApplicationBuilder>? adjust = null,
        params (string Key, string Value)[] settings
    )
    {
        var database = await TestDatabases.FromTemplate(engine, "migrated", Fill);
        return await On(database, ownsDatabase: true, new Setup(adjust, settings));
    }

    /// <summary>
    /// A host on a copy of a database that another host prepared once, under this name. In memory, as far as the engine
    /// allows: for tests of behaviour, not of durability.
    /// </summary>
    /// <param name="engine">The engine.</param>
    /// <param name="template">The prepared database's name.</param>
    /// <param name="prepare">Prepares it.</param>
    /// <param name="adjust">What both hosts replace.</param>
    /// <param name="settings">Asked when the template is prepared.</param>
    public static async Task<TelehealthApp> StartFrom(
        Engine engine,
        string template,
        Func<TelehealthApp, Task> prepare,
        Action<WebApplicationBuilder> adjust,
        Func<(string Key, string Value)[]> settings
    )
    {
        var database = await TestDatabases.FromTemplate(
            engine,
            template,
            async empty =>
            {
                await using var app = await On(empty, ownsDatabase: false, new Setup(adjust, []));
                await prepare(app);
            },
            inMemory: true
        );
        return await On(database, ownsDatabase: true, new Setup(adjust, settings()));
    }

    /// <summary>A further host on the same database, as after a restart or beside the first.</summary>
    public Task<TelehealthApp> Again(
        Action<WebApplicationBuilder>? adjust = null,
        params (string Key, string Value)[] settings
    ) => On(database, ownsDatabase: false, setup with { Adjust = adjust, Settings = settings });

    /// <summary>A further host beside this one, set up alike; both answer for the same public origin.</summary>
    public Task<TelehealthApp> Beside() => On(database, ownsDatabase: false, At(Ports.FreeAddress()));

    /// <summary>Ends this host, waiting for nobody; another one takes its place, address and database.</summary>
    public async Task<TelehealthApp> Restart()
    {
        Http.Dispose();
        await host.StopAsync(new CancellationToken(canceled: true));
        await host.DisposeAsync();
        return await On(database, ownsDatabase, At(Base.ToString().TrimEnd('/')));
    }

    private Setup At(string address) => setup.With("PublicOrigin", Origin).With("urls", address);

    /// <summary>Changes one row behind the door, as it may have been left by an older release.</summary>
    public async Task Behind<TContext>(Func<TContext, Task<int>> change)
        where TContext : DbContext
    {
        await using var scope = Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<TContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (await change(db) != 1)
        {
            throw new InvalidOperationException("There was no such row, or more than one.");
        }

        await transaction.CommitAsync();
    }

    /// <summary>Sends from behind the door, as the platform itself would.</summary>
    public async Task<Result<T>> Send<T>(MediatR.IRequest<Result<T>> request, Actor? actor = null, string? key = null)
    {
        await using var scope = Services.CreateAsyncScope();
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        return await sender.SendAs(actor ?? Actor.System("test"), request, CancellationToken.None, key);
    }

    /// <summary>
    /// Stops listening and keeps the database, so that another process may serve at the same address.
    /// </summary>
    public Task StopServing() => host.StopAsync(CancellationToken.None);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await host.StopAsync(CancellationToken.None);
        await host.DisposeAsync();
        if (ownsDatabase)
        {
            await database.DisposeAsync();
        }
    }

    private static async Task<TelehealthApp> On(TestDatabase database, bool ownsDatabase, Setup setup)
    {
        var crash = new StoppingCrashPoints();
        var host = Build(database, crash, setup);
        await Migrating.Migrate(host.Services, CancellationToken.None);
        await host.StartAsync();
        return new TelehealthApp(database, ownsDatabase, host, crash, setup);
    }

    private static async Task Fill(TestDatabase database)
    {
        await using var host = Build(database, new StoppingCrashPoints(), new Setup(null, []));
        await Migrating.Migrate(host.Services, CancellationToken.None);
    }

    private static WebApplication Build(TestDatabase database, StoppingCrashPoints crash, Setup setup)
    {
        var own = Settings(database, Ports.FreeAddress());
        foreach (var (key, value) in setup.Settings)
        {
            own[key] = value;
        }

        return Program.Build(
            ["--environment", "Development"],
            builder =>
            {
                builder.Configuration.AddInMemoryCollection(own);
                builder.Logging.SetMinimumLevel(LogLevel.Warning);
                builder.Services.AddSingleton<CrashPoints>(crash);
                builder.Services.AddSingleton(new AuthenticatorClock(setup.Phones));
                setup.Adjust?.Invoke(builder);
            }
        );
    }

    /// <summary>The configuration a test host runs with.</summary>
    internal static Dictionary<string, string?> Settings(TestDatabase database, string url)
    {
        var folder = Path.Combine(Path.GetTempPath(), "telehealth-tests", "out-" + Path.GetFileName(database.Name));
        return new()
        {
            ["urls"] = url,
            ["PublicOrigin"] = url,
            ["Database:Engine"] = database.Engine.ToString(),
            ["Database:ConnectionString"] = database.ConnectionString,
            ["Messaging:Pump"] = "false",
            ["Seed:Demo"] = "false",
            ["Clock:Movable"] = "true",
            ["Limits:Enabled"] = "false",
            ["Limits:SignInsPerAccountAndMinute"] = "1000",
            ["Limits:MailsPerAccountAndTenMinutes"] = "1000",
            ["Limits:TextsPerPersonAndDay"] = "1000",
            ["Notifications:Folder"] = folder,
            ["Identity:PasswordIterations"] = "1000",
        };
    }

    /// <summary>What a host is started with, beyond what all tests' hosts are.</summary>
    private sealed record Setup(Action<WebApplicationBuilder>? Adjust, (string Key, string Value)[] Settings)
    {
        /// <summary>The time by which codes of authenticator apps are shown and judged.</summary>
        public SteppingTime Phones { get; } = new();

        public Setup With(string key, string value) => this with { Settings = [.. Settings, (key, value)] };
    }
}

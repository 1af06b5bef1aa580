using System.Collections.Concurrent;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// A real host on a real database, its people, and a model of what must be true. Everything random comes from the seed.
/// </summary>
internal sealed partial class World : IAsyncDisposable
{
    private static readonly Duration Margin = Duration.FromMinutes(3);
    private static readonly ConcurrentDictionary<Engine, Cast> Casts = new();
    private readonly List<string> trace = [];
    private readonly TelehealthApp? second;
    private Instant passed;

    private World(int seed, TelehealthApp app, TelehealthApp? second)
    {
        Dice = new Random(seed);
        App = app;
        this.second = second;
        Faults = new Faults(this);
        Areas = [Wallets = new(this), Requests = new(this), Bookings = new(this), Sessions = new(this)];
        Areas = [.. Areas, Earnings = new(this), Withdrawals = new(this), Payouts = new(this), new ClockArea(this)];
    }

    public TelehealthApp App { get; }

    public IEnumerable<TelehealthApp> Hosts => second is null ? [App] : [App, second];

    public Random Dice { get; }

    public Faults Faults { get; }

    public IReadOnlyList<Area> Areas { get; }

    public Wallets Wallets { get; }

    public Requests Requests { get; }

    public Bookings Bookings { get; }

    public Sessions Sessions { get; }

    public Earnings Earnings { get; }

    public Withdrawals Withdrawals { get; }

    public Payouts Payouts { get; }

    public List<Player> Clients { get; } = [];

    public List<Player> Providers { get; } = [];

    public Dictionary<Player, IReadOnlyList<Offer>> Offers { get; } = [];

    public Player Finance { get; private set; } = null!;

    public IReadOnlyList<string> Trace => trace;

    /// <summary>Every fourth world has a second host on the same database.</summary>
    public static async Task<World> Start(int seed, Engine engine)
    {
        var app = await TelehealthApp.StartFrom(
            engine,
            "simulation",
            async x => Casts[engine] = await Cast.Hire(x),
            ("Wallet:Stripe:TimeoutSeconds", "1")
        );
        var second = seed % 4 == 0 ? await app.Again(null, ("PublicOrigin", app.Base.ToString().TrimEnd('/'))) : null;
        var world = new World(seed, app, second);
        await world.Enter(Casts[engine]);
        return world;
    }

    public async ValueTask DisposeAsync()
    {
        if (second is not null)
        {
            await second.DisposeAsync();
        }

        await App.DisposeAsync();
    }

    public bool OneIn(int n) => Dice.Next(n) == 0;

    public T? Any<T>(IEnumerable<T> of)
        where T : class
    {
        var all = of.ToList();
        return all.Count == 0 ? null : all[Dice.Next(all.Count)];
    }

    public async Task Jump(Instant target)
    {
        await App.AdvanceTo(target);
        foreach (var host in Hosts)
        {
            await host.Clock.Load(CancellationToken.None);
        }

        passed = target;
        foreach (var area in Areas)
        {
            area.Pass(target);
        }
    }

    public async Task Run(int steps)
    {
        for (var i = 0; i < steps; i++)
        {
            await Settle();
            await TakeOne();
            if (i % 10 == 9)
            {
                await Compare();
            }
        }

        await Jump(App.Now + Duration.FromDays(8));
        await Compare();
        await App.ShouldVerify();
    }

    private async Task Enter(Cast cast)
    {
        passed = App.Now;
        foreach (var person in cast.Clients)
        {
            var client = new Player(person, await App.Client(person));
            Clients.Add(client);
            Wallets.Open(client);
        }

        foreach (var (person, offers) in cast.Providers)
        {
            var provider = new Player(person, await App.Client(person));
            Providers.Add(provider);
            Offers[provider] = offers;
        }

        Finance = new Player(cast.Finance, await App.Client(cast.Finance));
    }

    // An edge so close that the step could fall on either side of it is passed first.
    private async Task Settle()
    {
        while (true)
        {
            var close = Areas.SelectMany(x => x.Edges).Where(x => x > passed && x <= App.Now + Margin).ToList();
            if (close.Count == 0)
            {
                return;
            }

            await Jump(Instant.Max(close.Max(), App.Now) + Margin);
        }
    }

    private async Task TakeOne()
    {
        var steps = Areas.SelectMany(x => x.Steps).ToList();
        var fault = Faults.Arm();
        try
        {
            while (true)
            {
                var step = Drawn(steps);
                trace.Add($"{trace.Count + 1, 3} {App.Now:uuuu-MM-dd HH:mm} {step.Name}");
                if (await step.Take() is not { } did)
                {
                    trace.RemoveAt(trace.Count - 1);
                    continue;
                }

                trace[^1] += $": {did}{fault}";
                break;
            }

            await Faults.Drain();
        }
        finally
        {
            Faults.Disarm();
        }
    }

    private Step Drawn(List<Step> steps)
    {
        var at = Dice.Next(steps.Sum(x => x.Weight));
        return steps.First(x => (at -= x.Weight) < 0);
    }

    private async Task Compare()
    {
        foreach (var area in Areas)
        {
            await area.Compare();
        }
    }
}

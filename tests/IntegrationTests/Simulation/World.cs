using NodaTime;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// A real host on a real database, its people, and a model of what must be true. Everything random comes from the seed.
/// </summary>
internal sealed partial class World
{
    private const int HoursAWeek = 168;
    private static readonly Duration Margin = Duration.FromMinutes(3);
    private readonly List<string> trace = [];
    private readonly Stage stage;
    private readonly Cast cast;
    private Instant passed;

    private World(int seed, Stage stage)
    {
        this.stage = stage;
        cast = stage.Cast;
        Dice = new Random(seed);
        passed = App.Now;
        Faults = new Faults(this);
        Areas = [Wallets = new(this), Hub = new(this, cast), Requests = new(this), new Broadcasts(this)];
        Areas = [.. Areas, Bookings = new(this), new PoolQueue(this), Sessions = new(this), Earnings = new(this)];
        Areas = [.. Areas, Withdrawals = new(this), Payouts = new(this), new Papers(this), new Events(this)];
        Areas = [.. Areas, new ClockArea(this)];
    }

    public TelehealthApp App => stage.App;

    public IReadOnlyList<TelehealthApp> Hosts => stage.Hosts;

    public Random Dice { get; }

    public Faults Faults { get; }

    public IReadOnlyList<Area> Areas { get; }

    public Wallets Wallets { get; }

    public HubCredits Hub { get; }

    public Requests Requests { get; }

    public Bookings Bookings { get; }

    public Sessions Sessions { get; }

    public Earnings Earnings { get; }

    public Withdrawals Withdrawals { get; }

    public Payouts Payouts { get; }

    public IReadOnlyList<Player> Clients => cast.Clients;

    public IReadOnlyList<Player> Providers => [.. cast.Offers.Keys];

    public IReadOnlyDictionary<Player, IReadOnlyList<Offer>> Offers => cast.Offers;

    public Player Finance => cast.Finance;

    public IReadOnlyList<string> Trace => trace;

    /// <summary>Every fourth world has a second host on the same database.</summary>
    public static async Task<World> Start(int seed, Stage stage)
    {
        await stage.Set(withTwo: seed % 4 == 0);
        // The hour of the week is the seed's too: a world repeated on another day differs by holidays at most.
        var monday = stage.App.Now.InUtc().Date.With(DateAdjusters.Next(IsoDayOfWeek.Monday));
        var hour = Duration.FromHours(new Random(seed).Next(HoursAWeek));
        await stage.AdvanceTo(monday.AtMidnight().InUtc().ToInstant() + hour);
        var world = new World(seed, stage);
        await world.Hub.Enter();
        return world;
    }

    public Task Restart() => stage.Restart(other: Hosts.Count > 1 && OneIn(2));

    public bool OneIn(int n) => Dice.Next(n) == 0;

    public T? Any<T>(IEnumerable<T> of)
        where T : class
    {
        var all = of.ToList();
        return all.Count == 0 ? null : all[Dice.Next(all.Count)];
    }

    public async Task Jump(Instant target)
    {
        await stage.AdvanceTo(target);
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
        foreach (var area in Areas)
        {
            await area.Audit();
        }
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

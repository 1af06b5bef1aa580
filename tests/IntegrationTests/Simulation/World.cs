using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// A real host on a real database, its people, and a model of what must be true. Everything random comes from the seed.
/// </summary>
internal sealed class World : IAsyncDisposable
{
    private const int MostTries = 60;
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

    /// <summary>
    /// Calls a host as a person does who does not give up: what is answered with 5xx is sent again with the same key.
    /// Sometimes twice at once, sometimes once more afterwards: the answer must be the same.
    /// </summary>
    public async Task<Reply> Call(
        Player who,
        HttpMethod method,
        string path,
        object? body = null,
        Func<HttpContent>? content = null
    )
    {
        var key = TelehealthApp.NewKey();
        Task<Reply> Send() => Insist(() => Once(who, method, path, body, content, key));
        if (method != HttpMethod.Post)
        {
            return await Send();
        }

        var twice = OneIn(10);
        var beside = twice ? Task.Run(Send) : null;
        var first = await Send();
        var again = twice ? await beside! : OneIn(10) ? await Send() : first;
        return again.Said == first.Said
            ? first
            : throw new DisagreementException($"{path} answered {first}, and under the same key {again}");
    }

    public Task<Reply> Post(Player who, string path, object? body = null) =>
        Call(who, HttpMethod.Post, path, body ?? new { });

    public async Task<JsonElement> Get(Player who, string path)
    {
        var reply = await Call(who, HttpMethod.Get, path);
        return reply.Ok ? reply.Body : throw new DisagreementException($"GET {path}: {reply}");
    }

    /// <summary>Fails unless the answer is the refusal, or success where null is expected.</summary>
    public static Reply Agree(Reply reply, params string?[] expected) =>
        expected.Contains(reply.Code)
            ? reply
            : throw new DisagreementException($"Expected {string.Join(" or ", expected.Select(Shown))}, was {reply}");

    public static void Same<T>(string what, T model, T product)
    {
        if (!EqualityComparer<T>.Default.Equals(model, product))
        {
            throw new DisagreementException($"{what}: the model says {model}, the product {product}");
        }
    }

    /// <summary>Sends from behind the door until it is answered.</summary>
    public async Task<T> Insist<T>(Func<Task<Result<T>>> send)
    {
        while (true)
        {
            try
            {
                return (await send()).Value;
            }
            catch (CrashException)
            {
                // The power came back.
            }
        }
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

    private static string Shown(string? code) => code ?? "success";

    private async Task Enter(Cast cast)
    {
        passed = App.Now;
        foreach (var person in cast.Clients)
        {
            Clients.Add(new Player(person, await App.Client(person)));
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
                trace.Add($"{trace.Count + 1,3} {App.Now:uuuu-MM-dd HH:mm} {step.Name}");
                File.AppendAllText("/tmp/trace.txt", Environment.TickCount64 / 100 % 100000 + " " + trace[^1] + fault + "\n");
                if (await step.Take() is not { } did)
                {
                    trace.RemoveAt(trace.Count - 1);
                    continue;
                }

                trace[^1] += $": {did}{fault}";
                break;
            }

            File.AppendAllText("/tmp/trace.txt", Environment.TickCount64 / 100 % 100000 + " " + trace[^1] + "  drain\n");
            await Faults.Drain();
            File.AppendAllText("/tmp/trace.txt", Environment.TickCount64 / 100 % 100000 + " " + " drained\n");
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

    private static async Task<Reply> Insist(Func<Task<Reply>> call)
    {
        for (var tries = 1; ; tries++)
        {
            var reply = await call();
            var unsettled = reply.Status >= 500 || reply.Code is "idempotency.still-running" or "conflict";
            if (!unsettled || tries == MostTries)
            {
                return reply;
            }
        }
    }

    private async Task<Reply> Once(
        Player who,
        HttpMethod method,
        string path,
        object? body,
        Func<HttpContent>? content,
        string key
    )
    {
        var host = second is not null && Random.Shared.Next(2) == 0 ? second : App;
        using var request = new HttpRequestMessage(method, new Uri(host.Base, "/api/v1/" + path));
        request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = who.Api.DefaultRequestHeaders.Authorization;
        request.Content = content?.Invoke() ?? (body is null ? null : JsonContent.Create(body));
        using var answer = await App.Http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return new Reply((int)answer.StatusCode, JsonDocument.Parse(text.Length == 0 ? "{}" : text).RootElement);
    }
}

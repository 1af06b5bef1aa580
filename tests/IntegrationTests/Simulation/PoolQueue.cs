using NodaTime;
using NodaTime.Text;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A client who wants to talk now.</summary>
internal sealed record Waiter(string Id, Player Client, Instant ExpiresAt)
{
    public string State { get; set; } = "waiting";

    /// <summary>Who offered in vain is not asked again.</summary>
    public HashSet<Player> Passed { get; } = [];
}

/// <summary>
/// The pool: the first block is set aside, the first provider gets it, the client decides; said no or nothing, it waits
/// on without that provider; and when its time is over the money is free.
/// </summary>
internal sealed class PoolQueue(World world) : Area(world)
{
    private const string Route = "quick-connect/requests";
    private const string Gone = "quickconnect.request-gone";
    private const int StepSeconds = 300;
    private readonly List<Waiter> all = [];
    private readonly Dictionary<Player, Instant> online = [];

    public override IEnumerable<Step> Steps =>
        [
            new("go online", 5, GoOnline),
            new("ask to talk now", 7, Ask),
            new("take who waits", 10, Take),
            new("two take who waits at once", 3, TakeAtOnce),
            new("wait no longer", 1, Cancel),
        ];

    public override IEnumerable<Instant> Edges => Waiting.Select(x => x.ExpiresAt).Concat(online.Values);

    private IEnumerable<Waiter> Waiting => all.Where(x => x.State == "waiting");

    public override void Pass(Instant now)
    {
        foreach (var waiter in Waiting.Where(x => x.ExpiresAt <= now).ToList())
        {
            End(waiter, "expired");
        }
    }

    public override async Task Compare()
    {
        foreach (var last in all.GroupBy(x => x.Client).Select(x => x.Last()))
        {
            var mine = await World.Get(last.Client, $"{Route}/mine");
            World.Same($"pool request {last.Id}", (last.Id, last.State), (mine.Text("id"), mine.Text("state")));
            if (last.State == "waiting")
            {
                World.Same("place", Waiting.ToList().IndexOf(last) + 1, mine.GetProperty("place").GetInt32());
            }
        }
    }

    private async Task<string?> GoOnline()
    {
        var (provider, until) = (World.Any(World.Providers)!, Now + Duration.FromHours(Dice.Next(1, 12)));
        var body = new { Until = InstantPattern.ExtendedIso.Format(until), Mode = "online" };
        World.Agree(await World.Call(provider, HttpMethod.Put, "quick-connect/presence", body), [null]);
        online[provider] = until;
        return $"{provider.Person.Email} until {until}";
    }

    private async Task<string?> Ask()
    {
        var client = World.Any(World.Clients)!;
        var refusal =
            Waiting.Any(x => x.Client == client) ? "quickconnect.already-waiting"
            : !World.Wallets.Has(client, Offer.Pool.Price) ? "wallet.insufficient-funds"
            : null;
        var body = new
        {
            ImmediateRisk = false,
            Topic = "anxiety",
            Language = "en-GB",
        };
        var reply = World.Agree(await World.Post(client, Route, body), refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        World.Wallets.Reserve(client, Offer.Pool.Price);
        var expires = InstantPattern.ExtendedIso.Parse(reply.Text("expiresAt")).Value;
        all.Add(new Waiter(reply.Text("id"), client, expires));
        return reply.Text("id");
    }

    private async Task<string?> Take()
    {
        if (World.Any(World.OneIn(8) ? all : Waiting) is not { } waiter)
        {
            return null;
        }

        await LeaveTheTurnOfAStep();
        var provider = World.Any(World.OneIn(4) ? World.Providers : World.Providers.Where(IsOnline))!;
        if (provider is null)
        {
            return null;
        }

        var refusal =
            waiter.State != "waiting" ? Gone
            : !IsOnline(provider) ? "quickconnect.not-online"
            : waiter.Passed.Contains(provider) ? "quickconnect.request-not-found"
            : !IsFreeNow(provider) ? "quickconnect.not-free"
            : null;
        World.Agree(await World.Post(provider, $"{Route}/{waiter.Id}/accept"), refusal);
        return refusal is null ? await Decide(waiter, provider) : $"{waiter.Id} {refusal}";
    }

    private async Task<string?> TakeAtOnce()
    {
        await LeaveTheTurnOfAStep();
        var able = World.Providers.Where(x => IsOnline(x) && IsFreeNow(x)).ToArray();
        if (able.Length < 2 || World.Any(Waiting.Where(x => x.Passed.Count == 0)) is not { } waiter)
        {
            return null;
        }

        var replies = await World.AtOnce($"{Route}/{waiter.Id}/accept", null, able);
        World.Same("winners", 1, replies.Count(x => x.Ok));
        foreach (var lost in replies.Where(x => !x.Ok))
        {
            World.Agree(lost, Gone);
        }

        return await Decide(waiter, able[Array.FindIndex(replies, x => x.Ok)]);
    }

    private async Task<string?> Decide(Waiter waiter, Player provider)
    {
        var offer = (await World.Get(waiter.Client, $"{Route}/mine")).GetProperty("offer");
        var (number, terms) = (offer.GetProperty("number").GetInt32(), offer.Text("termsVersion"));
        World.Same("offered by", provider.Id, offer.GetProperty("provider").Text("id"));
        switch (Dice.Next(6))
        {
            case 0:
                var no = await World.Post(waiter.Client, $"{Route}/{waiter.Id}/offer/decline", new { Number = number });
                World.Agree(no, [null]);
                waiter.Passed.Add(provider);
                return $"{waiter.Id} declined";
            case 1:
                await World.Jump(Now + Duration.FromMinutes(2));
                waiter.Passed.Add(provider);
                return $"{waiter.Id} no answer";
            default:
                var body = new { Number = number, TermsVersion = terms };
                var yes = await World.Post(waiter.Client, $"{Route}/{waiter.Id}/offer/accept", body);
                return Joined(waiter, provider, World.Agree(yes, [null]));
        }
    }

    private string Joined(Waiter waiter, Player provider, Reply reply)
    {
        var starts = InstantPattern.ExtendedIso.Parse(reply.Text("startsAt")).Value;
        World.Same("begins in the step that runs", StepOf(Now), starts);
        waiter.State = "joined";
        World.Bookings.Confirmed(reply.Text("bookingId"), waiter.Client, provider, Offer.Pool, starts);
        return $"{waiter.Id} joined as {reply.Text("bookingId")}";
    }

    private async Task<string?> Cancel()
    {
        if (World.Any(Waiting) is not { } waiter)
        {
            return null;
        }

        var stranger = World.Clients.First(x => x != waiter.Client);
        var path = $"{Route}/{waiter.Id}/cancel";
        World.Agree(await World.Post(stranger, path), "quickconnect.request-not-found");
        World.Agree(await World.Post(waiter.Client, path), [null]);
        End(waiter, "cancelled");
        return waiter.Id;
    }

    private void End(Waiter waiter, string state)
    {
        waiter.State = state;
        World.Wallets.Release(waiter.Client, Offer.Pool.Price);
    }

    private bool IsOnline(Player provider) => online.TryGetValue(provider, out var until) && until > Now;

    private bool IsFreeNow(Player provider) => World.Bookings.IsFree(provider, Offer.Pool, StepOf(Now));

    private static Instant StepOf(Instant now) => now - Duration.FromTicks(now.ToUnixTimeTicks() % StepTicks);

    private const long StepTicks = StepSeconds * NodaConstants.TicksPerSecond;

    // Sessions begin in the five-minute step that runs: nobody acts as one turns into the next.
    private async Task LeaveTheTurnOfAStep()
    {
        var into = Now.ToUnixTimeSeconds() % StepSeconds;
        if (into > 200)
        {
            await World.Jump(Now + Duration.FromSeconds(StepSeconds + 5 - into));
        }
    }
}

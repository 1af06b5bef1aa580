using NodaTime;
using NodaTime.Text;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>What a client asks of everybody, at most for a ceiling.</summary>
internal sealed record Wish(
    string Id,
    Player Client,
    long Ceiling,
    IReadOnlyList<Instant> Times,
    Instant Deadline,
    HashSet<Player> Asked
)
{
    public string State { get; set; } = "open";
}

/// <summary>
/// Requests to everybody below a ceiling: the ceiling is set aside, one of those asked gets it at its own price, the
/// rest of the money is free again.
/// </summary>
internal sealed class Broadcasts(World world) : Area(world)
{
    private const string NotFound = "marketplace.booking-request-not-found";
    private const string NotOpen = "marketplace.request-not-open";
    private readonly Dictionary<string, Wish> all = [];

    public override IEnumerable<Step> Steps =>
        [
            new("ask everybody", 6, Ask),
            new("take what everybody was asked", 6, Take),
            new("two take it at once", 4, TakeAtOnce),
            new("one declines it", 3, Decline),
            new("take it back", 1, Withdraw),
        ];

    public override IEnumerable<Instant> Edges => Open.SelectMany(x => x.Times.Append(x.Deadline));

    private IEnumerable<Wish> Open => all.Values.Where(x => x.State == "open");

    public override void Pass(Instant now)
    {
        foreach (var wish in Open.Where(x => x.Deadline <= now).ToList())
        {
            End(wish, "expired");
        }
    }

    public override async Task Compare()
    {
        foreach (var client in World.Clients)
        {
            var page = await World.Get(client, "marketplace/clients/me/booking-requests?limit=100");
            var states = page.Items().ToDictionary(x => x.Text("id"), x => x.Text("state"));
            foreach (var wish in all.Values.Where(x => x.Client == client))
            {
                World.Same($"broadcast {wish.Id}", wish.State, states[wish.Id]);
            }
        }
    }

    private async Task<string?> Ask()
    {
        var client = World.Any(World.Clients)!;
        var times = Enumerable.Range(0, Dice.Next(1, 4)).Select(_ => World.Bookings.SomeTime()).Distinct().ToList();
        var ceiling = Dice.NextInt64(3_500, 8_000);
        var asked = World.Providers.Where(x => OfferOf(x).Price <= ceiling).ToHashSet();
        var refusal =
            asked.Count == 0 ? "marketplace.nobody-fits"
            : !World.Wallets.Has(client, ceiling) ? "wallet.insufficient-funds"
            : null;
        var body = new
        {
            Category = Cast.Broadcast,
            Mode = "video",
            DurationMinutes = Sale.Private.Minutes,
            Times = times.Select(InstantPattern.ExtendedIso.Format),
            Ceiling = new { Amount = ceiling, Currency = "GBP" },
        };
        var reply = World.Agree(await World.Post(client, "marketplace/broadcast-requests", body), refusal);
        if (refusal is not null)
        {
            return $"{ceiling}: {refusal}";
        }

        World.Same("asked", asked.Count, reply.Body.GetProperty("asked").GetInt32());
        World.Wallets.Reserve(client, ceiling);
        var deadline = InstantPattern.ExtendedIso.Parse(reply.Text("deadline")).Value;
        var wish = new Wish(reply.Text("id"), client, ceiling, times, deadline, asked);
        all[wish.Id] = wish;
        return $"{wish.Id} up to {ceiling} for {string.Join(", ", times)}";
    }

    private async Task<string?> Take()
    {
        if (World.Any(World.OneIn(6) ? all.Values : Open) is not { } wish)
        {
            return null;
        }

        var (provider, time) = (World.Any(World.Providers)!, wish.Times[Dice.Next(wish.Times.Count)]);
        var refusal =
            !wish.Asked.Contains(provider) ? NotFound
            : wish.State != "open" ? NotOpen
            : !CanTake(provider, time) ? "marketplace.slot-taken"
            : null;
        var reply = World.Agree(await World.Post(provider, Path(wish, "accept"), At(time)), refusal);
        if (refusal is null)
        {
            Taken(wish, provider, time, reply);
        }

        return $"{wish.Id} at {time} {refusal}";
    }

    private async Task<string?> TakeAtOnce()
    {
        var ready =
            from wish in Open
            let time = wish.Times[0]
            let able = wish.Asked.Where(x => CanTake(x, time)).ToArray()
            where able.Length > 1
            select new
            {
                wish,
                time,
                able,
            };
        if (World.Any(ready) is not { } race)
        {
            return null;
        }

        var replies = await World.AtOnce(Path(race.wish, "accept"), At(race.time), race.able);
        World.Same("winners", 1, replies.Count(x => x.Ok));
        foreach (var lost in replies.Where(x => !x.Ok))
        {
            World.Agree(lost, NotOpen, "marketplace.request-being-accepted");
        }

        var winner = Array.FindIndex(replies, x => x.Ok);
        Taken(race.wish, race.able[winner], race.time, replies[winner]);
        return $"{race.wish.Id} at {race.time}, {race.able.Length} of them";
    }

    private async Task<string?> Decline()
    {
        if (World.Any(World.OneIn(6) ? all.Values : Open) is not { } wish)
        {
            return null;
        }

        var provider = World.Any(World.Providers)!;
        var refusal =
            !wish.Asked.Contains(provider) ? NotFound
            : wish.State != "open" ? NotOpen
            : null;
        var reply = await World.Post(provider, Path(wish, "decline"), new { ReasonCode = "not-available" });
        World.Agree(reply, refusal);
        if (refusal is null && wish.Asked.Remove(provider) && wish.Asked.Count == 0)
        {
            End(wish, "declined");
        }

        return $"{wish.Id} {refusal}";
    }

    private async Task<string?> Withdraw()
    {
        if (World.Any(Open) is not { } wish)
        {
            return null;
        }

        World.Agree(await World.Post(wish.Client, Path(wish, "withdraw")), [null]);
        End(wish, "withdrawn");
        return wish.Id;
    }

    private void Taken(Wish wish, Player provider, Instant time, Reply reply)
    {
        var offer = OfferOf(provider);
        wish.State = "accepted";
        World.Wallets.Release(wish.Client, wish.Ceiling - offer.Price);
        World.Bookings.Confirmed(reply.Text("bookingId"), wish.Client, provider, offer, time);
    }

    private void End(Wish wish, string state)
    {
        wish.State = state;
        World.Wallets.Release(wish.Client, wish.Ceiling);
    }

    private bool CanTake(Player provider, Instant time) =>
        time > Now && World.Bookings.IsFree(provider, OfferOf(provider), time);

    private Offer OfferOf(Player provider) => World.Offers[provider][^1];

    private static object At(Instant time) => new { StartsAt = InstantPattern.ExtendedIso.Format(time) };

    private static string Path(Wish wish, string action) => $"marketplace/booking-requests/{wish.Id}/{action}";
}

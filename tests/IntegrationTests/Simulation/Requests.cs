using NodaTime;
using NodaTime.Text;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A client asks for a session.</summary>
internal sealed record Asked(
    string Id,
    Player Client,
    Player Provider,
    Offer Offer,
    IReadOnlyList<Instant> Times,
    Instant Deadline
)
{
    public string State { get; set; } = "open";
}

/// <summary>Requests: sent, accepted, declined, taken back, left to expire.</summary>
internal sealed class Requests(World world) : Area(world)
{
    private readonly Dictionary<string, Asked> all = [];

    public override IEnumerable<Step> Steps =>
        [
            new("request", 12, Ask),
            new("accept", 12, () => Accept(rightTime: true)),
            new("accept a time nobody proposed", 1, () => Accept(rightTime: false)),
            new("decline", 2, Decline),
            new("withdraw a request", 2, Withdraw),
            new("act on a request of a stranger", 1, Intrude),
        ];

    public override IEnumerable<Instant> Edges => Open.SelectMany(x => x.Times.Append(x.Deadline));

    private IEnumerable<Asked> Open => all.Values.Where(x => x.State == "open");

    public override void Pass(Instant now)
    {
        foreach (var asked in Open.Where(x => x.Deadline <= now).ToList())
        {
            End(asked, "expired");
        }
    }

    public override async Task Compare()
    {
        foreach (var client in World.Clients)
        {
            var page = await World.Get(client, "marketplace/clients/me/booking-requests?limit=100");
            var states = page.Items().ToDictionary(x => x.Text("id"), x => x.Text("state"));
            foreach (var asked in all.Values.Where(x => x.Client == client))
            {
                World.Same($"request {asked.Id}", asked.State, states[asked.Id]);
            }
        }
    }

    private async Task<string?> Ask()
    {
        var (client, provider) = (World.Any(World.Clients)!, World.Any(World.Providers)!);
        var offer = World.Any(World.Offers[provider].Where(x => !x.Instant))!;
        var times = Enumerable.Range(0, Dice.Next(1, 4)).Select(_ => World.Bookings.SomeTime()).Distinct().ToList();
        var refusal =
            times.Exists(x => !World.Bookings.IsFree(provider, offer, x)) ? "marketplace.slot-taken"
            : !World.Wallets.Has(client, offer.Price) ? "wallet.insufficient-funds"
            : null;
        var body = new
        {
            ProviderId = provider.Id,
            ServiceId = offer.Id,
            Mode = "video",
            Times = times.Select(InstantPattern.ExtendedIso.Format),
        };
        var reply = World.Agree(await World.Post(client, "marketplace/booking-requests", body), refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        World.Wallets.Reserve(client, offer.Price);
        var deadline = InstantPattern.ExtendedIso.Parse(reply.Text("deadline")).Value;
        var asked = new Asked(reply.Text("id"), client, provider, offer, times, deadline);
        all[asked.Id] = asked;
        return $"{asked.Id} for {string.Join(", ", times)}";
    }

    private async Task<string?> Accept(bool rightTime)
    {
        // Mostly one that waits; now and then one that is over.
        if (World.Any(World.OneIn(8) ? all.Values : Open) is not { } asked)
        {
            return null;
        }

        var time = rightTime ? asked.Times[Dice.Next(asked.Times.Count)] : asked.Times[0] + Duration.FromMinutes(5);
        var refusal =
            asked.State != "open" ? "marketplace.request-not-open"
            : !asked.Times.Contains(time) ? "marketplace.time-not-proposed"
            : time <= Now || !World.Bookings.IsFree(asked.Provider, asked.Offer, time) ? "marketplace.slot-taken"
            : null;
        var body = new { StartsAt = InstantPattern.ExtendedIso.Format(time) };
        var reply = await World.Post(asked.Provider, $"marketplace/booking-requests/{asked.Id}/accept", body);
        World.Agree(reply, refusal);
        if (refusal is not null)
        {
            return $"{asked.Id} at {time}: {refusal}";
        }

        asked.State = "accepted";
        World.Bookings.Confirmed(reply.Text("bookingId"), asked.Client, asked.Provider, asked.Offer, time);
        return $"{asked.Id} at {time}";
    }

    private Task<string?> Decline() =>
        Finish("declined", x => World.Post(x.Provider, Path(x, "decline"), new { ReasonCode = "not-available" }));

    private Task<string?> Withdraw() => Finish("withdrawn", x => World.Post(x.Client, Path(x, "withdraw")));

    private async Task<string?> Finish(string state, Func<Asked, Task<Reply>> finish)
    {
        if (World.Any(World.OneIn(6) ? all.Values : Open) is not { } asked)
        {
            return null;
        }

        var refusal = asked.State == "open" ? null : "marketplace.request-not-open";
        World.Agree(await finish(asked), refusal);
        if (refusal is null)
        {
            End(asked, state);
        }

        return $"{asked.Id} {refusal}";
    }

    private async Task<string?> Intrude()
    {
        if (World.Any(Open) is not { } asked)
        {
            return null;
        }

        const string NotFound = "marketplace.booking-request-not-found";
        var other = World.Providers.First(x => x != asked.Provider);
        var body = new { StartsAt = InstantPattern.ExtendedIso.Format(asked.Times[0]) };
        World.Agree(await World.Post(other, Path(asked, "accept"), body), NotFound);
        var stranger = World.Clients.First(x => x != asked.Client);
        World.Agree(await World.Post(stranger, Path(asked, "withdraw")), NotFound);
        return asked.Id;
    }

    private static string Path(Asked asked, string action) => $"marketplace/booking-requests/{asked.Id}/{action}";

    private void End(Asked asked, string state)
    {
        asked.State = state;
        World.Wallets.Release(asked.Client, asked.Offer.Price);
    }
}

using System.Net.Http.Json;
using Telehealth.Testing;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>Clients' money: topped up, set aside, given back, spent; and the papers they get for it.</summary>
internal sealed class Wallets(World world) : Area(world)
{
    private const string Visa = "pm_card_visa";
    private readonly Dictionary<Player, long> available = world.Clients.ToDictionary(x => x, _ => Cast.StartingMoney);
    private readonly Dictionary<Player, long> held = [];
    private readonly Dictionary<Player, int> receipts = [];

    public override IEnumerable<Step> Steps =>
        [
            new("top up", 6, () => TopUp(new())),
            new("top up, events thrice and newest first", 1, () => TopUp(new(Duplicate: 3, Reorder: true))),
            new("top up, paid later", 1, () => TopUp(new(DelaySeconds: 3_600, Duplicate: 2))),
            new("top up, no answer", 1, () => TopUp(new(TimeOut: true))),
            new("top up, declined", 1, Decline),
        ];

    /// <summary>How many papers the clients must have.</summary>
    public int Receipts => receipts.Values.Sum();

    public bool Has(Player client, long minor) => available.GetValueOrDefault(client) >= minor;

    public void Reserve(Player client, long minor) => Move(client, -minor, minor);

    public void Release(Player client, long minor) => Move(client, minor, -minor);

    /// <summary>Of what was held so much is spent and the rest is free again.</summary>
    public void Spend(Player client, long was, long spent)
    {
        Move(client, was - spent, -was);
        receipts[client] = receipts.GetValueOrDefault(client) + 1;
    }

    public override async Task Compare()
    {
        foreach (var client in World.Clients)
        {
            var lines = (await World.Get(client, "wallet/balance")).GetProperty("balances").EnumerateArray().ToList();
            var model = (available.GetValueOrDefault(client), held.GetValueOrDefault(client));
            var product = lines.Count == 0 ? (0, 0) : (lines[0].Minor("available"), lines[0].Minor("held"));
            World.Same($"wallet of {client.Person.Email}", model, product);
            var papers = (await World.Get(client, "receipts/documents?limit=100")).Items().Count;
            World.Same($"receipts of {client.Person.Email}", receipts.GetValueOrDefault(client), papers);
        }
    }

    private async Task<string?> TopUp(DevStripeBehaviour behaviour)
    {
        var client = World.Any(World.Clients)!;
        var pence = Dice.Next(500, 30_000);
        await Tell(behaviour);
        var answers = Pay(client, pence, Visa);
        if (behaviour.TimeOut)
        {
            // Nobody answers at first; while the client tries again, the other side comes back.
            await Tell(new());
        }

        World.Agree(await answers, [null]);
        await World.App.Drain();
        await Tell(new());
        Move(client, pence, 0);
        return $"{pence}";
    }

    private async Task<string?> Decline()
    {
        var client = World.Any(World.Clients)!;
        World.Agree(await Pay(client, 5_000, "pm_card_chargeDeclinedInsufficientFunds"), "wallet.card-declined");
        return "";
    }

    private Task<Reply> Pay(Player client, long pence, string method) =>
        World.Post(
            client,
            "wallet/top-ups",
            new { Amount = new { Amount = pence, Currency = "GBP" }, PaymentMethod = method }
        );

    private Task Tell(DevStripeBehaviour behaviour) =>
        World.Faults.Unharmed(async () =>
            (await World.App.Http.PostAsJsonAsync("dev/stripe/behaviour", behaviour)).EnsureSuccessStatusCode()
        );

    private void Move(Player client, long free, long aside)
    {
        available[client] = available.GetValueOrDefault(client) + free;
        held[client] = held.GetValueOrDefault(client) + aside;
    }
}

using NodaTime;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>What a provider earned of one session.</summary>
internal sealed record Earning(Player Provider, long Share, bool PlatformSold, Instant AvailableAt)
{
    public bool Matured { get; set; }

    public long Taken { get; set; }
}

/// <summary>Earnings: they mature by themselves and are taken oldest first, each penny once.</summary>
internal sealed class Earnings(World world) : Area(world)
{
    private readonly List<Earning> all = [];

    public override IEnumerable<Step> Steps => [];

    public override IEnumerable<Instant> Edges => all.Where(x => !x.Matured).Select(x => x.AvailableAt);

    public void Earned(Player provider, Offer offer, long minor, Instant at) =>
        all.Add(new Earning(provider, offer.ShareOf(minor), offer.PlatformSold, at + offer.Delay));

    public override void Pass(Instant now) => all.FindAll(x => x.AvailableAt <= now).ForEach(x => x.Matured = true);

    public long Withdrawable(Player provider) => Matured(provider).Sum(x => x.Share - x.Taken);

    public List<(Earning Earning, long Part)> Take(Player provider, long minor)
    {
        var parts = new List<(Earning, long)>();
        foreach (var earning in Matured(provider).OrderBy(x => x.AvailableAt))
        {
            var part = Math.Min(minor, earning.Share - earning.Taken);
            if (part > 0)
            {
                earning.Taken += part;
                minor -= part;
                parts.Add((earning, part));
            }
        }

        return parts;
    }

    public override async Task Compare()
    {
        foreach (var provider in World.Providers)
        {
            var page = await World.Get(provider, "wallet/earnings/summary");
            var lines = page.GetProperty("currencies").EnumerateArray().ToList();
            var maturing = all.Where(x => x.Provider == provider && !x.Matured).Sum(x => x.Share);
            var (onItsWay, paid) = World.Withdrawals.Sums(provider);
            var model = (Withdrawable(provider), maturing, onItsWay, paid);
            var product =
                lines.Count == 0
                    ? (0, 0, 0, 0)
                    : (
                        lines[0].Minor("available"),
                        lines[0].Minor("maturing"),
                        lines[0].Minor("onItsWay"),
                        lines[0].Minor("paid")
                    );
            World.Same($"earnings of {provider.Person.Email}", model, product);
        }
    }

    private IEnumerable<Earning> Matured(Player provider) => all.Where(x => x.Provider == provider && x.Matured);
}

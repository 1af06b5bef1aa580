using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Hubs;

/// <summary>What holds for every draw of a provider (HUB-10).</summary>
public sealed class AssignmentDrawProperties
{
    [Property(MaxTest = 300)]
    [Rule("HUB-10", Part = "replay")]
    public bool The_same_seed_and_candidates_give_the_same_order_however_they_are_listed(
        int seed,
        NonNegativeInt[] assigned
    )
    {
        var candidates = AssignmentDraw.Weigh([.. assigned.Select((x, i) => (Provider(i), x.Get))]);
        var order = AssignmentDraw.Order(Seed(seed), candidates);
        var again = AssignmentDraw.Order(Seed(seed), candidates.Reverse());
        return order.SequenceEqual(again)
            && order.Count == assigned.Length
            && order.ToHashSet().SetEquals(candidates.Select(x => x.ProviderId));
    }

    [Property(MaxTest = 30)]
    [Rule("HUB-10", Part = "fair")]
    public bool Over_time_everybody_is_assigned_alike(int seed, PositiveInt providers)
    {
        var count = (providers.Get % 8) + 2;
        var assigned = new int[count];
        for (var visit = 0; visit < count * 50; visit++)
        {
            var free = assigned.Select((x, i) => (Provider(i), x)).ToList();
            var drawn = AssignmentDraw.Order(Seed(HashCode(seed, visit)), AssignmentDraw.Weigh(free))[0];
            assigned[Enumerable.Range(0, count).First(i => Provider(i) == drawn)]++;
        }

        return assigned.Max() - assigned.Min() <= 5;
    }

    [Fact]
    [Rule("HUB-10", Part = "drawn")]
    public void Among_equals_chance_alone_decides()
    {
        var candidates = AssignmentDraw.Weigh([(Provider(0), 3), (Provider(1), 3), (Provider(2), 3)]);
        var first = Enumerable.Range(0, 3_000).Select(x => AssignmentDraw.Order(Seed(x), candidates)[0]);
        first.GroupBy(x => x).ShouldAllBe(x => x.Count() > 850 && x.Count() < 1_150);
    }

    [Fact]
    [Rule("HUB-10", Part = "replay")]
    public void The_draw_is_what_the_description_says()
    {
        // Worked by hand from the API's description, so that another program can check a draw.
        var candidates = AssignmentDraw.Weigh([(Provider(1), 2), (Provider(0), 0)]);
        candidates.Select(x => x.Weight).ShouldBe([1_000_000, 37_037]);
        var seed = Seed(7);
        var mac = HMACSHA256.HashData(Convert.FromHexString(seed), Encoding.ASCII.GetBytes("0"));
        var number = new System.Numerics.BigInteger(mac.AsSpan(0, 16), isUnsigned: true, isBigEndian: true);
        var ticket = (long)(number % 1_037_037);
        AssignmentDraw.Order(seed, candidates)[0].ShouldBe(Provider(ticket < 1_000_000 ? 0 : 1));
    }

    private static ProviderId Provider(int index) => new(new Guid(index, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]));

    private static string Seed(int number) => Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(number)));

    private static int HashCode(int seed, int visit) => unchecked((seed * 31) + (visit * 7_919));
}

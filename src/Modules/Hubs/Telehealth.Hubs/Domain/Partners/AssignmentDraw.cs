using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Partners;

/// <summary>A provider who could take a visit, and how likely it is to be drawn.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Assigned">How many first visits it was assigned before.</param>
/// <param name="Weight">Its share of the tickets.</param>
internal sealed record DrawCandidate(ProviderId ProviderId, int Assigned, long Weight);

/// <summary>
/// The draw of a first visit (HUB-10): by chance, the fewer visits the likelier, so that it evens out. Whole numbers
/// and HMAC-SHA256 only: who knows seed and candidates gets the same order in any language, at any time.
/// </summary>
internal static class AssignmentDraw
{
    private const long Tickets = 1_000_000;

    /// <summary>Each visit ahead of the least busy makes a provider much less likely: the cube of the lead.</summary>
    public static IReadOnlyList<DrawCandidate> Weigh(IReadOnlyCollection<(ProviderId Id, int Assigned)> free)
    {
        var least = free.Count == 0 ? 0 : free.Min(x => x.Assigned);
        return
        [
            .. free.OrderBy(x => x.Id.ToString(), StringComparer.Ordinal)
                .Select(x => new DrawCandidate(x.Id, x.Assigned, WeightOf(x.Assigned - least))),
        ];
    }

    /// <summary>All candidates in the order drawn: the first gets the visit; if its time is gone, the next.</summary>
    public static IReadOnlyList<ProviderId> Order(string seed, IEnumerable<DrawCandidate> candidates)
    {
        var key = Convert.FromHexString(seed);
        var left = candidates.OrderBy(x => x.ProviderId.ToString(), StringComparer.Ordinal).ToList();
        var order = new List<ProviderId>(left.Count);
        while (left.Count > 0)
        {
            var ticket = Ticket(key, order.Count, left.Sum(x => x.Weight));
            var drawn = left.FindIndex(x => (ticket -= x.Weight) < 0);
            order.Add(left[drawn].ProviderId);
            left.RemoveAt(drawn);
        }

        return order;
    }

    private static long WeightOf(int ahead)
    {
        var lead = Math.Min(ahead + 1L, 100);
        return Math.Max(1, Tickets / (lead * lead * lead));
    }

    // 128 bits over at most a billion tickets: the bias of the remainder is far below anything that could be seen.
    private static long Ticket(byte[] key, int round, long total)
    {
        var text = Encoding.ASCII.GetBytes(round.ToString(CultureInfo.InvariantCulture));
        return (long)(BinaryPrimitives.ReadUInt128BigEndian(HMACSHA256.HashData(key, text)) % (UInt128)total);
    }
}

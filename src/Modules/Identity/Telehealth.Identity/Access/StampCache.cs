using System.Collections.Concurrent;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.Identity.Access;

/// <summary>
/// What decides whether an older proof still counts, for those who are active now: without a query per request, and yet
/// ended at once. On the host that ends something it stops with the commit; on another one within <see cref="Ttl"/>.
/// </summary>
/// <typeparam name="TKey">Whose stamp.</typeparam>
/// <typeparam name="TStamp">The stamp; null when there is none, or none any more.</typeparam>
internal abstract class StampCache<TKey, TStamp>(SystemTime time)
    where TKey : notnull
    where TStamp : class
{
    private const int MostKeys = 50_000;
    private const long Second = 1_000_000;

    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<TKey, (TStamp? Stamp, long UntilMicros)> known = new();
    private readonly ConcurrentDictionary<TKey, long> distrusted = new();

    public async ValueTask<TStamp?> Of(TKey key, CancellationToken ct)
    {
        var now = time.NowMicros;
        if (known.TryGetValue(key, out var entry) && entry.UntilMicros > now)
        {
            return entry.Stamp;
        }

        var stamp = await Read(key, ct);
        if (distrusted.TryGetValue(key, out var until))
        {
            if (until > now)
            {
                return stamp;
            }

            distrusted.TryRemove(key, out _);
        }

        if (known.Count > MostKeys)
        {
            known.Clear();
        }

        known[key] = (stamp, now + ((long)Ttl.TotalMilliseconds * 1000));
        if (distrusted.ContainsKey(key))
        {
            known.TryRemove(key, out _);
        }

        return stamp;
    }

    /// <summary>
    /// Called before a transaction that changes a stamp: the next seconds are read from the database, so that no reader
    /// of the old state can put it back into the cache while the transaction commits.
    /// </summary>
    public void Distrust(TKey key)
    {
        distrusted[key] = time.NowMicros + (30 * Second);
        known.TryRemove(key, out _);
    }

    protected abstract Task<TStamp?> Read(TKey key, CancellationToken ct);
}

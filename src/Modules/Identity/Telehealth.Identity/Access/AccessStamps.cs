using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>What decides whether an older token or cookie of a person still counts.</summary>
internal sealed record AccessStamp(int AccessVersion, bool Suspended, string SecurityStamp);

/// <summary>
/// The stamps of people who are active now, so that a suspended person's token stops at once without a query per
/// request. On the host that changes a person it stops with the commit; on another one within <see cref="Ttl"/>.
/// </summary>
internal sealed class AccessStamps(IServiceScopeFactory scopes, SystemTime time)
{
    private const int MostPeople = 50_000;
    private const long Second = 1_000_000;

    public static readonly TimeSpan Ttl = TimeSpan.FromSeconds(3);

    private readonly ConcurrentDictionary<Guid, (AccessStamp? Stamp, long UntilMicros)> known = new();
    private readonly ConcurrentDictionary<Guid, long> distrusted = new();

    public async ValueTask<AccessStamp?> Of(PersonId person, CancellationToken ct)
    {
        var now = time.NowMicros;
        if (known.TryGetValue(person.Value, out var entry) && entry.UntilMicros > now)
        {
            return entry.Stamp;
        }

        var stamp = await Read(person, ct);
        if (distrusted.TryGetValue(person.Value, out var until))
        {
            if (until > now)
            {
                return stamp;
            }

            distrusted.TryRemove(person.Value, out _);
        }

        if (known.Count > MostPeople)
        {
            known.Clear();
        }

        known[person.Value] = (stamp, now + ((long)Ttl.TotalMilliseconds * 1000));
        if (distrusted.ContainsKey(person.Value))
        {
            known.TryRemove(person.Value, out _);
        }

        return stamp;
    }

    /// <summary>
    /// Called before a transaction that changes a stamp: the next seconds are read from the database, so that no reader
    /// of the old state can put it back into the cache while the transaction commits.
    /// </summary>
    public void Distrust(PersonId person)
    {
        distrusted[person.Value] = time.NowMicros + (30 * Second);
        known.TryRemove(person.Value, out _);
    }

    private async Task<AccessStamp?> Read(PersonId person, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var people = db.People.Where(x => x.Id == person && x.RegisteredAt != null);
        var accounts = db.Accounts.Where(x => x.Id == person.Value);
        return await (
            from p in people
            from a in accounts
            select new AccessStamp(p.AccessVersion, p.SuspendedAt != null, a.SecurityStamp!)
        ).FirstOrDefaultAsync(ct);
    }
}

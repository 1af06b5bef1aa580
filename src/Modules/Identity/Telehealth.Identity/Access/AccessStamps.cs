using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>What decides whether an older token or cookie of a person still counts.</summary>
internal sealed record AccessStamp(int AccessVersion, bool Suspended, string SecurityStamp);

/// <summary>The stamps of people: a suspended person's tokens and cookies stop at once.</summary>
internal sealed class AccessStamps(IServiceScopeFactory scopes, SystemTime time)
    : StampCache<PersonId, AccessStamp>(time)
{
    protected override async Task<AccessStamp?> Read(PersonId key, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        var people = db.People.Where(x => x.Id == key && x.RegisteredAt != null);
        var accounts = db.Accounts.Where(x => x.Id == key.Value);
        return await (
            from p in people
            from a in accounts
            select new AccessStamp(p.AccessVersion, p.SuspendedAt != null, a.SecurityStamp!)
        ).FirstOrDefaultAsync(ct);
    }
}

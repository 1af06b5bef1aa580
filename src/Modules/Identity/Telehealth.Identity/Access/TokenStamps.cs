using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.EntityFrameworkCore.Models;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.Access;

/// <summary>A token that is still good.</summary>
internal sealed record TokenStamp(string Status);

/// <summary>
/// The stamps of access tokens by their entry: one that was revoked, whose grant was ended (a code or a refresh token
/// seen twice) or whose client was deleted has none any more.
/// </summary>
internal sealed class TokenStamps(IServiceScopeFactory scopes, SystemTime time) : StampCache<Guid, TokenStamp>(time)
{
    protected override async Task<TokenStamp?> Read(Guid key, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<IdentityDbContext>();
        return await db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>()
            .Where(x => x.Id == key && x.Status == Statuses.Valid && x.Application != null)
            .Where(x => x.Authorization == null || x.Authorization.Status == Statuses.Valid)
            .Select(x => new TokenStamp(x.Status!))
            .FirstOrDefaultAsync(ct);
    }
}

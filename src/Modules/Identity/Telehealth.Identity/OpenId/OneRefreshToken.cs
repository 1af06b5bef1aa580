using Microsoft.EntityFrameworkCore;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using OpenIddict.Server;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// A family of refresh tokens goes on in one child: when one token was used several times within the leeway, on
/// whatever hosts, each use got a child, and all but the newest end here. Each use looks after its own child was
/// written, so the last to look sees them all, and all choose alike.
/// </summary>
internal sealed class OneRefreshToken(IdentityDbContext db)
    : IOpenIddictServerHandler<OpenIddictServerEvents.ProcessSignInContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor = OpenIddictServerHandlerDescriptor
        .CreateBuilder<OpenIddictServerEvents.ProcessSignInContext>()
        .UseScopedHandler<OneRefreshToken>()
        .SetOrder(OpenIddictServerHandlers.GenerateRefreshToken.Descriptor.Order + 1)
        .SetType(OpenIddictServerHandlerType.Custom)
        .Build();

    public async ValueTask HandleAsync(OpenIddictServerEvents.ProcessSignInContext context)
    {
        if (
            context.Request?.IsRefreshTokenGrantType() != true
            || !Guid.TryParse(context.RefreshTokenPrincipal?.GetAuthorizationId(), out var family)
        )
        {
            return;
        }

        var ct = context.CancellationToken;
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var tokens = db.Set<OpenIddictEntityFrameworkCoreToken<Guid>>();
        var living = await tokens
            .Where(x => x.Authorization!.Id == family && x.Type == TokenTypeIdentifiers.RefreshToken)
            .Where(x => x.Status == Statuses.Valid)
            .OrderByDescending(x => x.CreationDate)
            .ThenByDescending(x => x.Id)
            .Select(x => x.Id)
            .ToListAsync(ct);
        // Only what was seen beside a newer one: a child that came since looks for itself.
        var older = living.Skip(1).ToList();
        await tokens
            .Where(x => older.Contains(x.Id) && x.Status == Statuses.Valid)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Status, Statuses.Revoked), ct);
        await transaction.CommitAsync(ct);
    }
}

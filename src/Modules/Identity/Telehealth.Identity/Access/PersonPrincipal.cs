using System.Globalization;
using System.Security.Claims;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>A person with the account, read for a token or a cookie.</summary>
internal sealed record SignedIn(Person Person, Account Account)
{
    /// <summary>Proven, not suspended: may be handed a token.</summary>
    public bool MayAct => Person.RegisteredAt is not null && Person.SuspendedAt is null;

    public static async Task<SignedIn?> Read(IdentityDbContext db, PersonId id, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == id, ct);
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id.Value, ct);
        return person is null || account is null ? null : new SignedIn(person, account);
    }

    /// <summary>The identity of a cookie.</summary>
    public ClaimsPrincipal ToPrincipal(
        string scheme,
        Guid session,
        long authenticatedAtSeconds,
        IEnumerable<string> methods
    )
    {
        var identity = new ClaimsIdentity(scheme, IdentityClaims.Name, IdentityClaims.Role);
        identity.AddClaim(new Claim(IdentityClaims.Subject, Person.Id.ToString()));
        identity.AddClaim(new Claim(IdentityClaims.Session, session.ToString()));
        identity.AddClaim(new Claim(IdentityClaims.Name, Person.DisplayName));
        identity.AddClaims(Person.RoleNames.Select(x => new Claim(IdentityClaims.Role, x)));
        identity.AddClaim(new Claim(IdentityClaims.AccessVersion, Text(Person.AccessVersion)));
        identity.AddClaim(new Claim(IdentityClaims.SecurityStamp, Account.SecurityStamp!));
        identity.AddClaim(new Claim(IdentityClaims.AuthenticatedAt, Text(authenticatedAtSeconds)));
        identity.AddClaims(methods.Select(x => new Claim(IdentityClaims.Methods, x)));
        return new ClaimsPrincipal(identity);
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}

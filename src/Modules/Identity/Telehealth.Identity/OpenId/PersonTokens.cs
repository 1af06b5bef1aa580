using System.Collections.Immutable;
using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using Telehealth.Identity.Access;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>What our tokens say of a person, and which token says what.</summary>
internal static class PersonTokens
{
    /// <summary>The grant of a person signed in by cookie.</summary>
    public static ClaimsPrincipal Grant(SignedIn signedIn, ClaimsPrincipal cookie, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("oidc", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, signedIn.Person.Id.ToString());
        identity.SetClaim(
            Claims.AuthenticationTime,
            long.Parse(cookie.FindFirstValue(IdentityClaims.AuthenticatedAt)!, CultureInfo.InvariantCulture)
        );
        identity.SetClaims(
            Claims.AuthenticationMethodReference,
            [.. cookie.FindAll(IdentityClaims.Methods).Select(x => x.Value)]
        );
        Describe(identity, signedIn);
        identity.SetScopes(scopes);
        identity.SetResources(AudienceOf(scopes));
        identity.SetDestinations(Destinations);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>
    /// The same grant with what is true of the person now, or null when it ended: suspended, the password changed, or a
    /// role that demands a second factor came after a sign-in without one.
    /// </summary>
    public static ClaimsPrincipal? Renew(SignedIn? signedIn, ClaimsPrincipal grant)
    {
        if (
            signedIn is not { MayAct: true }
            || grant.GetClaim(IdentityClaims.SecurityStamp) != signedIn.Account.SecurityStamp
            || (signedIn.Person.IsStaff && !grant.GetClaims(Claims.AuthenticationMethodReference).Contains("otp"))
        )
        {
            return null;
        }

        var identity = new ClaimsIdentity(grant.Claims, "oidc", Claims.Name, Claims.Role);
        Describe(identity, signedIn);
        identity.SetDestinations(Destinations);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>A partner's system acting for itself.</summary>
    public static ClaimsPrincipal Partner(string clientId, ImmutableArray<string> scopes)
    {
        var identity = new ClaimsIdentity("oidc", Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, clientId);
        identity.SetScopes(scopes);
        identity.SetResources(AudienceOf(scopes));
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    // A token that was not asked for the API does not name it as its audience: it opens nothing but userinfo.
    private static ImmutableArray<string> AudienceOf(ImmutableArray<string> scopes) =>
        scopes.Contains(OidcSetup.ApiScope) ? [OidcSetup.Api] : [];

    private static void Describe(ClaimsIdentity identity, SignedIn signedIn)
    {
        identity.SetClaim(Claims.Name, signedIn.Person.DisplayName);
        identity.SetClaims(Claims.Role, [.. signedIn.Person.RoleNames]);
        identity.SetClaim(
            IdentityClaims.AccessVersion,
            signedIn.Person.AccessVersion.ToString(CultureInfo.InvariantCulture)
        );
        identity.SetClaim(IdentityClaims.SecurityStamp, signedIn.Account.SecurityStamp);
    }

    private static IEnumerable<string> Destinations(Claim claim) =>
        claim.Type switch
        {
            // Codes and refresh tokens are encrypted and carry it without being told; nothing else may.
            IdentityClaims.SecurityStamp => [],
            Claims.Name when claim.Subject!.HasScope(Scopes.Profile) =>
            [
                OpenIddictConstants.Destinations.IdentityToken,
            ],
            Claims.Name => [],
            Claims.Role when claim.Subject!.HasScope(Scopes.Roles) =>
            [
                OpenIddictConstants.Destinations.AccessToken,
                OpenIddictConstants.Destinations.IdentityToken,
            ],
            Claims.AuthenticationTime or Claims.AuthenticationMethodReference =>
            [
                OpenIddictConstants.Destinations.AccessToken,
                OpenIddictConstants.Destinations.IdentityToken,
            ],
            _ => [OpenIddictConstants.Destinations.AccessToken],
        };
}

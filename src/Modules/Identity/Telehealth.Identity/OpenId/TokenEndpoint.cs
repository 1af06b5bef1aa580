using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Access;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// Codes, refresh tokens and client credentials become tokens. OpenIddict has checked client, code, verifier and single
/// use; what is said of the person is read afresh each time.
/// </summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Handle(HttpContext http, IdentityDbContext db, CancellationToken ct)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (request.IsClientCredentialsGrantType())
        {
            // Who names no scope gets the one there is for partners (RFC 6749, 3.3).
            var asked = request.GetScopes();
            var partner = PersonTokens.Partner(request.ClientId!, asked.IsEmpty ? [OidcSetup.ApiScope] : asked);
            return Results.SignIn(partner, null, Scheme);
        }

        var grant = (await http.AuthenticateAsync(Scheme)).Principal;
        var signedIn = Guid.TryParse(grant?.GetClaim(Claims.Subject), out var id)
            ? await SignedIn.Read(db, new PersonId(id), ct)
            : null;
        return grant is not null && PersonTokens.Renew(signedIn, grant) is { } renewed
            ? Results.SignIn(renewed, null, Scheme)
            : AuthorizeEndpoint.Refuse(Errors.InvalidGrant, "This sign-in has ended. Please sign in again.");
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Access;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>The standard claims of the token's person, as far as its scopes go.</summary>
internal static class UserInfoEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static async Task<IResult> Handle(HttpContext http, IdentityDbContext db, CancellationToken ct)
    {
        var token = (await http.AuthenticateAsync(Scheme)).Principal;
        if (
            !Guid.TryParse(token?.GetClaim(Claims.Subject), out var id)
            || await SignedIn.Read(db, new PersonId(id), ct) is not { MayAct: true } signedIn
            || token.GetClaim(IdentityClaims.AccessVersion)
                != signedIn.Person.AccessVersion.ToString(System.Globalization.CultureInfo.InvariantCulture)
        )
        {
            return Results.Challenge(
                new AuthenticationProperties(
                    new Dictionary<string, string?>
                    {
                        [OpenIddictServerAspNetCoreConstants.Properties.Error] = Errors.InvalidToken,
                        [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = "The token was ended.",
                    }
                ),
                [Scheme]
            );
        }

        var answer = new Dictionary<string, object> { [Claims.Subject] = id.ToString() };
        if (token.HasScope(Scopes.Profile))
        {
            answer[Claims.Name] = signedIn.Person.DisplayName;
            answer[Claims.Locale] = signedIn.Person.Language;
            answer[Claims.Zoneinfo] = signedIn.Person.TimeZone;
        }

        if (token.HasScope(Scopes.Email))
        {
            answer[Claims.Email] = signedIn.Account.Email!;
            answer[Claims.EmailVerified] = signedIn.Account.EmailConfirmed;
        }

        if (token.HasScope(Scopes.Roles))
        {
            answer[Claims.Role] = signedIn.Person.RoleNames;
        }

        return Results.Json(answer);
    }
}

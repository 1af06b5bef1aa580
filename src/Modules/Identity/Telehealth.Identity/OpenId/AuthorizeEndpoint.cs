using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Access;
using Telehealth.Identity.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// A client of ours asks for a code: whoever has no cookie is sent to the sign-in page and comes back here.
/// </summary>
internal static class AuthorizeEndpoint
{
    public static async Task<IResult> Handle(
        HttpContext http,
        IdentityDbContext db,
        SystemTime time,
        CancellationToken ct
    )
    {
        var request = http.GetOpenIddictServerRequest()!;
        var cookie = await http.AuthenticateAsync(IdentityConstants.ApplicationScheme);
        if (!cookie.Succeeded || MustSignInAgain(request, cookie.Principal, time))
        {
            return request.HasPromptValue(PromptValues.None)
                ? Refuse(Errors.LoginRequired, "The person is not signed in.")
                : await ToSignIn(http, ct);
        }

        var id = Guid.Parse(cookie.Principal.FindFirstValue(IdentityClaims.Subject)!);
        if (await SignedIn.Read(db, new PersonId(id), ct) is not { MayAct: true } signedIn)
        {
            return await ToSignIn(http, ct);
        }

        var grant = PersonTokens.Grant(signedIn, cookie.Principal, request.GetScopes());
        return Results.SignIn(grant, null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    public static IResult Refuse(string error, string description) =>
        Results.Forbid(
            new AuthenticationProperties(
                new Dictionary<string, string?>
                {
                    [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
                    [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
                }
            ),
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );

    private static bool MustSignInAgain(OpenIddictRequest request, ClaimsPrincipal cookie, SystemTime time)
    {
        if (request.HasPromptValue(PromptValues.Login))
        {
            return true;
        }

        var at = long.Parse(cookie.FindFirstValue(IdentityClaims.AuthenticatedAt)!, CultureInfo.InvariantCulture);
        return request.MaxAge is { } age && time.Now.ToUnixTimeSeconds() - at > age;
    }

    private static async Task<IResult> ToSignIn(HttpContext http, CancellationToken ct)
    {
        IEnumerable<KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues>> sent =
            http.Request.HasFormContentType ? await http.Request.ReadFormAsync(ct) : http.Request.Query;
        // Asked once: who comes back has signed in.
        var parameters = sent.Where(x => x.Key != Parameters.Prompt || x.Value != PromptValues.Login);
        return Results.Challenge(
            new AuthenticationProperties { RedirectUri = "/connect/authorize" + QueryString.Create(parameters) },
            [IdentityConstants.ApplicationScheme]
        );
    }
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using OpenIddict.Server.AspNetCore;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// A client signs the person out. With the person's own identity token at once; without, the page asks first, so that
/// no
/// foreign link signs people out.
/// </summary>
internal static class LogoutEndpoint
{
    public static async Task<IResult> Handle(HttpContext http)
    {
        var hint = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        if (!hint.Succeeded)
        {
            return Results.Redirect("/identity/sign-out");
        }

        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        return Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/" },
            [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
        );
    }
}

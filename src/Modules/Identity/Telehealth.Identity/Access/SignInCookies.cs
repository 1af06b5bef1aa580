using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Identity.Features.SignIns;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>
/// Hands out the cookies of the sign-in pages: the short one between the two factors, then the real one.
/// </summary>
internal sealed class SignInCookies(IdentityDbContext db, ISender sender, SystemTime time)
{
    private const string NewKey = "new-key";

    /// <summary>Who gave the right password, and the authenticator key offered to who has none yet.</summary>
    internal sealed record Pending(PersonId PersonId, string? NewKey);

    /// <summary>The password was right; a second factor is still missing.</summary>
    public static Task Remember(HttpContext http, PersonId person, string? newKey)
    {
        var identity = new ClaimsIdentity(Schemes.SecondFactor);
        identity.AddClaim(new Claim(IdentityClaims.Subject, person.ToString()));
        if (newKey is not null)
        {
            identity.AddClaim(new Claim(NewKey, newKey));
        }

        return http.SignInAsync(Schemes.SecondFactor, new ClaimsPrincipal(identity));
    }

    public static async Task<Pending?> Recall(HttpContext http)
    {
        var result = await http.AuthenticateAsync(Schemes.SecondFactor);
        return Guid.TryParse(result.Principal?.FindFirstValue(IdentityClaims.Subject), out var id)
            ? new Pending(new PersonId(id), result.Principal!.FindFirstValue(NewKey))
            : null;
    }

    /// <summary>The sign-in is complete: a fresh cookie, whatever the browser sent before.</summary>
    public async Task<bool> Complete(
        HttpContext http,
        PersonId person,
        IReadOnlyList<string> methods,
        CancellationToken ct
    )
    {
        if (await SignedIn.Read(db, person, ct) is not { MayAct: true } signedIn)
        {
            return false;
        }

        // What the browser held before ends too: its cookie is about to be replaced.
        await http.SignOutAsync(IdentityConstants.ApplicationScheme);
        await http.SignOutAsync(Schemes.SecondFactor);
        var session = (await sender.Send(new StartBrowserSession(person), ct)).Value.Id;
        var (scheme, now) = (IdentityConstants.ApplicationScheme, time.Now.ToUnixTimeSeconds());
        await http.SignInAsync(scheme, signedIn.ToPrincipal(scheme, session, now, methods));
        return true;
    }
}

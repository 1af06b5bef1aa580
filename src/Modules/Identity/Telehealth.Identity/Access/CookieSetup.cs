using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Features.SignIns;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>The cookies of the pages: prefix and Secure follow the scheme of the public origin (design.md).</summary>
internal sealed class CookieSetup(PublicOrigin origin) : IConfigureNamedOptions<CookieAuthenticationOptions>
{
    private bool Https => origin.Base.Scheme == Uri.UriSchemeHttps;

    public void Configure(string? name, CookieAuthenticationOptions options)
    {
        if (name == IdentityConstants.ApplicationScheme)
        {
            Dress(options, "telehealth", TimeSpan.FromHours(8));
            options.SlidingExpiration = true;
            options.LoginPath = "/identity/sign-in";
            options.ReturnUrlParameter = "returnUrl";
            options.Events.OnValidatePrincipal = Validate;
            options.Events.OnSigningOut = EndSession;
            options.Events.OnRedirectToLogin = ToSignIn;
            options.Events.OnRedirectToAccessDenied = Refuse;
        }
        else if (name == Schemes.SecondFactor)
        {
            Dress(options, "telehealth-second", TimeSpan.FromMinutes(5));
            options.SlidingExpiration = false;
        }
    }

    public void Configure(CookieAuthenticationOptions options) => Configure(Options.DefaultName, options);

    private CookieSecurePolicy Policy => Https ? CookieSecurePolicy.Always : CookieSecurePolicy.None;

    private string Name(string name) => Https ? "__Host-" + name : name;

    private void Dress(CookieAuthenticationOptions options, string name, TimeSpan lifetime)
    {
        options.Cookie.Name = Name(name);
        options.Cookie.SecurePolicy = Policy;
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.Path = "/";
        options.ExpireTimeSpan = lifetime;
    }

    // The API never answers with a redirect to a page.
    private static Task ToSignIn(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return context.HttpContext.ChallengeAsync(Schemes.Bearer);
        }

        context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static Task Refuse(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (context.Request.Path.StartsWithSegments("/api"))
        {
            return context.HttpContext.ForbidAsync(Schemes.Bearer);
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }

    /// <summary>A changed password or a suspension ends the cookie; changed roles renew it.</summary>
    private static async Task Validate(CookieValidatePrincipalContext context)
    {
        var ct = context.HttpContext.RequestAborted;
        var services = context.HttpContext.RequestServices;
        var principal = context.Principal;
        if (!Guid.TryParse(principal?.FindFirstValue(IdentityClaims.Subject), out var id))
        {
            await End(context);
            return;
        }

        if (
            SessionOf(principal) is not { } session
            || await services.GetRequiredService<SessionStamps>().Of(session, ct) is not { } running
            || running.PersonId.Value != id
        )
        {
            await End(context);
            return;
        }

        var stamp = await services.GetRequiredService<AccessStamps>().Of(new PersonId(id), ct);
        if (
            stamp is null or { Suspended: true }
            || principal.FindFirstValue(IdentityClaims.SecurityStamp) != stamp.SecurityStamp
        )
        {
            await End(context);
            return;
        }

        var version = stamp.AccessVersion.ToString(CultureInfo.InvariantCulture);
        if (principal.FindFirstValue(IdentityClaims.AccessVersion) != version)
        {
            await Renew(context, new PersonId(id), session, ct);
        }
    }

    private static Guid? SessionOf(ClaimsPrincipal? principal) =>
        Guid.TryParse(principal?.FindFirstValue(IdentityClaims.Session), out var id) ? id : null;

    // Wherever somebody signs out, the session ends and not the cookie alone.
    private static async Task EndSession(CookieSigningOutContext context)
    {
        if (SessionOf(context.HttpContext.User) is { } session)
        {
            var sender = context.HttpContext.RequestServices.GetRequiredService<ISender>();
            await sender.Send(new EndBrowserSession(session), context.HttpContext.RequestAborted);
        }
    }

    private static async Task Renew(
        CookieValidatePrincipalContext context,
        PersonId id,
        Guid session,
        CancellationToken ct
    )
    {
        var db = context.HttpContext.RequestServices.GetRequiredService<IdentityDbContext>();
        var methods = context.Principal!.FindAll(IdentityClaims.Methods).Select(x => x.Value).ToList();
        // A role that demands a second factor counts only after one was given.
        if (
            await SignedIn.Read(db, id, ct) is not { } signedIn
            || (signedIn.Person.IsStaff && !methods.Contains("otp"))
        )
        {
            await End(context);
            return;
        }

        var at = context.Principal!.FindFirstValue(IdentityClaims.AuthenticatedAt);
        var since = long.Parse(at!, CultureInfo.InvariantCulture);
        context.ReplacePrincipal(signedIn.ToPrincipal(context.Scheme.Name, session, since, methods));
        context.ShouldRenew = true;
    }

    private static Task End(CookieValidatePrincipalContext context)
    {
        context.RejectPrincipal();
        return context.HttpContext.SignOutAsync(context.Scheme.Name);
    }
}

using System.Security.Claims;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Pages;

/// <summary>What the top bar shows to whom. An entry appears with the page it leads to.</summary>
public sealed class ShellMenu(IConfiguration configuration, IWebHostEnvironment environment)
{
    /// <summary>An entry of the top bar.</summary>
    public sealed record Entry(string Path, string Label);

    /// <summary>Where "Leave now" leads: somewhere ordinary.</summary>
    public string QuickExit => configuration["Shell:QuickExit"] ?? "https://www.bbc.co.uk/weather";

    /// <summary>The mails of development can be read in the browser.</summary>
    public bool ShowsMailbox => environment.IsDevelopment();

    /// <summary>Entries of this person.</summary>
    public IEnumerable<Entry> Entries(ClaimsPrincipal user)
    {
        yield return new Entry("/", user.Identity?.IsAuthenticated == true ? "Home" : "Start");
        yield return new Entry("/safety", "Safety");
        if (user.Identity?.IsAuthenticated == true)
        {
            yield return new Entry("/identity/account", "Account");
        }
    }

    /// <summary>Whoever may be a client, signed out included; staff and providers are at work.</summary>
    public bool ShowsQuickExit(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true
        || !Roles.Staff.Append(Roles.Provider).Any(role => user.IsInRole(role) || user.HasClaim("role", role));
}

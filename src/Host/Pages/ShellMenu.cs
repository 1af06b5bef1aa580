using System.Security.Claims;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.Host.Pages;

/// <summary>What the top bar shows to whom. An entry appears with the page it leads to.</summary>
public sealed class ShellMenu(IConfiguration configuration, IWebHostEnvironment environment)
{
    /// <summary>Where "Leave now" leads: somewhere ordinary.</summary>
    public string QuickExit => configuration["Shell:QuickExit"] ?? "https://www.bbc.co.uk/weather";

    /// <summary>The mails of development can be read in the browser.</summary>
    public bool ShowsMailbox => environment.IsDevelopment();

    /// <summary>Entries of this person.</summary>
    public IEnumerable<MenuEntry> Entries(ClaimsPrincipal user)
    {
        var signedIn = user.Identity?.IsAuthenticated == true;
        yield return new MenuEntry(0, "/", signedIn ? "Home" : "Start");
        var own = ModuleCatalog.All.SelectMany(x => x.Menu).Where(x => x.Roles.Any(role => Holds(user, role)));
        foreach (var entry in own.OrderBy(x => x.Order))
        {
            yield return entry;
        }

        yield return new MenuEntry(900, "/safety", "Safety");
        if (signedIn)
        {
            yield return new MenuEntry(910, "/identity/account", "Account");
        }
    }

    /// <summary>Whoever may be a client, signed out included; staff and providers are at work.</summary>
    public bool ShowsQuickExit(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true || !Roles.Staff.Append(Roles.Provider).Any(role => Holds(user, role));

    private static bool Holds(ClaimsPrincipal user, string role) => user.IsInRole(role) || user.HasClaim("role", role);
}

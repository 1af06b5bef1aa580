using System.Security.Claims;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.Host.Pages;

/// <summary>What the top bar shows to whom. An entry appears with the page it leads to.</summary>
public sealed class ShellMenu(IConfiguration configuration, IWebHostEnvironment environment)
{
    private static readonly MenuEntry[] Operations =
    [
        new(800, "/operations", "Health", Roles.Operations, Roles.PlatformAdmin) { Group = "Operations" },
        new(801, "/operations/dead-letters", "Dead letters", Roles.Operations, Roles.PlatformAdmin)
        {
            Group = "Operations",
        },
    ];

    /// <summary>Where "Leave now" leads: somewhere ordinary.</summary>
    public string QuickExit => configuration["Shell:QuickExit"] ?? "https://www.bbc.co.uk/weather";

    /// <summary>The mails of development can be read in the browser.</summary>
    public bool ShowsMailbox => environment.IsDevelopment();

    /// <summary>The top bar of this person, here.</summary>
    public IReadOnlyList<ShownEntry> Top(ClaimsPrincipal user, PathString here)
    {
        var entries = Entries(user);
        var current = Current(entries, here);
        return
        [
            .. entries
                .DistinctBy(x => x.Group ?? x.Path)
                .Select(x => new ShownEntry(x.Path, x.Group ?? x.Label, IsCurrent(x, current), x.Path == here)),
        ];
    }

    /// <summary>The second bar: the entries of the group this page belongs to, when there are several.</summary>
    public IReadOnlyList<ShownEntry> Within(ClaimsPrincipal user, PathString here)
    {
        var entries = Entries(user);
        var current = Current(entries, here);
        var group = entries.Where(x => x.Group is not null && x.Group == current?.Group).ToList();
        return group.Count < 2
            ? []
            : [.. group.Select(x => new ShownEntry(x.Path, x.Label, x == current, x.Path == here))];
    }

    /// <summary>Whoever may be a client, signed out included; staff and providers are at work.</summary>
    public bool ShowsQuickExit(ClaimsPrincipal user) => MayBeClient(user);

    private static bool MayBeClient(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated != true
        || Holds(user, Roles.Client)
        || !Roles.All.Any(role => Holds(user, role));

    private static List<MenuEntry> Entries(ClaimsPrincipal user)
    {
        var signedIn = user.Identity?.IsAuthenticated == true;
        var own = ModuleCatalog
            .All.SelectMany(x => x.Menu)
            .Concat(Operations)
            .Where(x => x.Roles.Any(role => Holds(user, role)));
        MenuEntry home = new(0, "/", signedIn ? "Home" : "Start");
        // Clients have it in red at the bar's end.
        MenuEntry[] always = MayBeClient(user) ? [home] : [home, new(900, "/safety", "Safety")];
        MenuEntry[] account = signedIn ? [new(910, "/identity/account", "Account")] : [];
        return [.. always.Concat(own).Concat(account).OrderBy(x => x.Order)];
    }

    /// <summary>The entry this page lies under: the longest path that begins its own.</summary>
    private static MenuEntry? Current(List<MenuEntry> entries, PathString here) =>
        entries
            .Where(x => here == x.Path || (x.Path != "/" && here.StartsWithSegments(x.Path)))
            .MaxBy(x => x.Path.Length);

    private static bool IsCurrent(MenuEntry entry, MenuEntry? current) =>
        entry == current || (entry.Group is not null && entry.Group == current?.Group);

    private static bool Holds(ClaimsPrincipal user, string role) => user.IsInRole(role) || user.HasClaim("role", role);
}

/// <summary>An entry as a bar shows it.</summary>
/// <param name="Path">Where it leads.</param>
/// <param name="Label">Its words.</param>
/// <param name="Here">This page is it, or lies under it.</param>
/// <param name="Exactly">This page is it.</param>
public sealed record ShownEntry(string Path, string Label, bool Here, bool Exactly)
{
    /// <summary>What who listens is told.</summary>
    public string? Current =>
        (Here, Exactly) switch
        {
            (true, true) => "page",
            (true, false) => "true",
            _ => null,
        };
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Features.Desk;

namespace Telehealth.QuickConnect.Areas.Provider.Pages.QuickConnect;

/// <summary>The provider's desk: online or not, who waits, and the way to the room; it changes by itself.</summary>
[Authorize(Roles = Roles.Provider)]
internal sealed class DeskModel(ISender sender, IActorSource actors, IClock clock) : PageModel
{
    private const string Path = "/quick-connect/desk";

    public DeskAnswer Desk { get; private set; } = null!;

    /// <summary>The provider's own zone.</summary>
    public string Zone { get; private set; } = "UTC";

    /// <summary>Made with the page, so that a button pressed twice does one thing.</summary>
    public string Key { get; } = Ids.New().ToString();

    /// <summary>Differs whenever the list looks different.</summary>
    public string Stamp =>
        string.Join('-', Desk.Waiting.Select(x => x.Id.ToString()))
        + $"|{Desk.Offer?.State}|{Desk.Presence.Online}|{Desk.JoinPath is not null}";

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    /// <summary>The live part alone.</summary>
    public async Task<IActionResult> OnGetList(CancellationToken ct) => await Read(ct) ?? Partial("_Desk", this);

    public Task<IActionResult> OnPostOnline(int hours, PresenceMode mode, CancellationToken ct) =>
        Do(new SetPresence(clock.GetCurrentInstant() + Duration.FromHours(hours), mode), null, ct);

    public Task<IActionResult> OnPostOffline(CancellationToken ct) =>
        Do(new SetPresence(null, PresenceMode.Online), null, ct);

    public Task<IActionResult> OnPostAccept(PoolRequestId id, string key, CancellationToken ct) =>
        Do(new AcceptPoolRequest(id), key, ct);

    private async Task<IActionResult> Do<T>(ICommand<T> command, string? key, CancellationToken ct)
    {
        var done = await sender.Send(command, ct, key);
        return done.Error is not { } error ? Redirect(Path) : await Read(ct) ?? this.Refuse(error);
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var desk = await sender.Send(new GetDesk(), ct);
        if (desk.Error is { } error)
        {
            return this.Answer(error);
        }

        Desk = desk.Value;
        var me = await sender.SendAs(
            Actor.System("quickconnect-pages"),
            new GetPerson(actors.Current.Person!.Value),
            ct
        );
        Zone = me.Error is null ? me.Value.TimeZone : Zone;
        return null;
    }
}

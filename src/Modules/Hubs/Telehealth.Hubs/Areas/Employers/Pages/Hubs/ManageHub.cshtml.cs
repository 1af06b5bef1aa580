using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Invitations;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>One hub as the programme manager prepares it: invite providers, then go live (HUB-02).</summary>
[Authorize]
internal sealed class ManageHubModel(ISender sender, IActorSource actors, IClock clock) : PageModel
{
    [FromRoute]
    public Guid HubId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public HubDetail Hub { get; private set; } = null!;

    public string Zone { get; private set; } = "UTC";

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>Who accepted: to them a mail goes when the hub goes live.</summary>
    public IReadOnlyList<HubProviderAnswer> Accepted =>
        [.. Hub.Providers.Where(x => x.State == InvitationState.Accepted)];

    /// <summary>Who was suggested, or whose invitation ran out: one press invites.</summary>
    public IReadOnlyList<HubProviderAnswer> ToInvite =>
        [
            .. Hub.Providers.Where(x =>
                x.State == InvitationState.Nominated || (x.State == InvitationState.Sent && x.ExpiresAt <= Now)
            ),
        ];

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPostInvite(string key, CancellationToken ct)
    {
        var sent = await sender.Send(new InviteProvider(new HubId(HubId), Email ?? ""), ct, key);
        return await Next(sent, "Invited. The mail with the link is on its way; it works for 14 days.", ct);
    }

    public async Task<IActionResult> OnPostLive(string key, CancellationToken ct)
    {
        var live = await sender.Send(new TakeHubLive(new HubId(HubId)), ct, key);
        return await Next(live, "The hub is live. Its providers are told by mail.", ct);
    }

    private async Task<IActionResult> Next<T>(Result<T> result, string said, CancellationToken ct)
    {
        if (result.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say(said);
        return RedirectToPage(new { hubId = HubId });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        // The list is the manager's alone: it answers first whether this is one.
        var all = await sender.Send(new ListEmployers(), ct);
        if (all.Error is { } refused)
        {
            return this.Answer(refused);
        }

        var found = await sender.Send(new GetHub(new HubId(HubId)), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Hub = found.Value;
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return null;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Invitations;
using Telehealth.Hubs.Features.Usage;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>One hub as HR sees it: what it gives, who is in it, and how it is used in aggregate (HUB-08).</summary>
[Authorize]
internal sealed class HrHubModel(ISender sender, IActorSource actors, IClock clock) : PageModel
{
    [FromRoute]
    public Guid HubId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public HubDetail Hub { get; private set; } = null!;

    public IReadOnlyList<UsageMonthAnswer> Usage { get; private set; } = [];

    public string Zone { get; private set; } = "UTC";

    public Instant Now => clock.GetCurrentInstant();

    /// <summary>What the credits given out cost at most, were each of them used.</summary>
    public Money MostOwed => new(Hub.Session.Price.Minor * Hub.Allotted, Hub.Session.Price.Currency);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPostNominate(string key, CancellationToken ct)
    {
        var sent = await sender.Send(new NominateProvider(new HubId(HubId), Email ?? ""), ct, key);
        if (sent.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Thank you. Your contact at Telehealth sees the suggestion and invites.");
        return RedirectToPage(new { hubId = HubId });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        // Usage is HR's alone: it answers first whether this hub is one of theirs.
        var usage = await sender.Send(new GetHubUsage(new HubId(HubId)), ct);
        if (usage.Error is { } refused)
        {
            return this.Answer(refused);
        }

        var hub = await sender.Send(new GetHub(new HubId(HubId)), ct);
        if (hub.Error is { } missing)
        {
            return this.Answer(missing);
        }

        (Usage, Hub) = (usage.Value, hub.Value);
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return null;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Bookings;
using Telehealth.Hubs.Features.Members;

namespace Telehealth.Hubs.Areas.Client.Pages.Hubs;

/// <summary>The hubs somebody belongs to with the credits left, and the way in by the work address.</summary>
[Authorize]
internal sealed class MemberHubsModel(ISender sender, IActorSource actors) : PageModel
{
    [BindProperty]
    public string? WorkEmail { get; set; }

    [BindProperty]
    public Guid? HubId { get; set; }

    [BindProperty]
    public Guid? ClaimId { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public IReadOnlyList<MyHub> Hubs { get; private set; } = [];

    public string Zone { get; private set; } = "UTC";

    /// <summary>When the employer has several hubs.</summary>
    public IReadOnlyList<SelectListItem> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPostClaim(string key, CancellationToken ct)
    {
        var hub = HubId is { } id ? new HubId(id) : (HubId?)null;
        var claimed = await sender.Send(new ClaimMembership(WorkEmail ?? "", hub), ct, key);
        ClaimId = claimed.Error is null ? claimed.Value.ClaimId : null;
        if (claimed.Error is { } refusal)
        {
            Choices = MemberChoices.Of(refusal);
            return await Show(ct) ?? this.Refuse(refusal);
        }

        ModelState.Clear();
        return await Show(ct) ?? Page();
    }

    public async Task<IActionResult> OnPostProve(CancellationToken ct)
    {
        var proven = await sender.Send(new ProveMembership(ClaimId ?? Guid.Empty, Code?.Trim() ?? ""), ct);
        if (proven.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Welcome. You can book with your credits.");
        return RedirectToPage();
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var mine = await sender.Send(new ListMemberHubs(), ct);
        if (mine.Error is { } error)
        {
            return this.Answer(error);
        }

        Hubs = mine.Value;
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return null;
    }
}

/// <summary>What to choose from when an employer has several hubs.</summary>
internal static class MemberChoices
{
    public static IReadOnlyList<SelectListItem> Of(Error refusal) =>
        refusal.Details.TryGetValue("hubs", out var found) && found is IReadOnlyList<HubChoice> hubs
            ? [.. hubs.Select(x => new SelectListItem(x.Name, x.Id.ToString()))]
            : [];
}

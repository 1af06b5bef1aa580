using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Features.Invitations;

namespace Telehealth.Hubs.Areas.Provider.Pages.Hubs;

/// <summary>Where the link of an invitation leads: the terms, then the one button.</summary>
[Authorize]
internal sealed class HubInvitationPageModel(ISender sender, IActorSource actors) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    public InvitationOffer Offer { get; private set; } = null!;

    public string Zone { get; private set; } = "UTC";

    public bool IsProvider => User.IsInRole(Roles.Provider);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, int termsVersion, CancellationToken ct)
    {
        var accepted = await sender.Send(new AcceptInvitation(Token, termsVersion), ct, key);
        if (accepted.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Welcome. You can now open time for this hub in your calendar.");
        return RedirectToPage();
    }

    /// <summary>Reads the invitation; answers a page only when there is none to show.</summary>
    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new ReadInvitation(Token), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Offer = found.Value;
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return null;
    }
}

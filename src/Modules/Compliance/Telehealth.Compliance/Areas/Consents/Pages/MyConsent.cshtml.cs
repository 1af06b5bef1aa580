using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Compliance.Features.Consents;

namespace Telehealth.Compliance.Areas.Consents.Pages;

/// <summary>What somebody under age still needs, and what a guardian agreed to.</summary>
[Authorize]
internal sealed class MyConsentModel(ISender sender) : PageModel
{
    public MyConsentAnswer Mine { get; private set; } = null!;

    public PeopleNames Names { get; } = new(sender);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var mine = await sender.Send(new ReadMyConsent(), ct);
        if (mine.Error is { } error)
        {
            return this.Answer(error);
        }

        Mine = mine.Value;
        await Names.Know(Mine.Given.Select(x => (PersonId?)x.ClientId), ct);
        return Page();
    }

    public async Task<IActionResult> OnPostWithdraw(Guid id, CancellationToken ct)
    {
        var done = await sender.Send(new WithdrawConsent(id), ct);
        this.Say(done.Error?.Message ?? "Your consent is withdrawn. No new session can be booked.");
        return RedirectToPage();
    }
}

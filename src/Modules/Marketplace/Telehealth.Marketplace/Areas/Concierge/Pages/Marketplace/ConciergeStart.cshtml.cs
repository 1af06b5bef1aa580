using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features.Concierge;

namespace Telehealth.Marketplace.Areas.Concierge.Pages.Marketplace;

/// <summary>First the member: by the exact address, sent in the form so that none stands in a URL or its log.</summary>
[Authorize(Roles = Roles.Concierge)]
internal sealed class ConciergeStartModel(ISender sender) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    public void OnGet() { }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var found = await sender.Send(new FindMember((Email ?? "").Trim()), ct);
        if (found.Error is null)
        {
            return Redirect($"/marketplace/concierge/{found.Value.Id}");
        }

        if (found.Error.Kind != ErrorKind.NotFound)
        {
            return this.Refuse(found.Error);
        }

        ModelState.AddModelError(
            nameof(Email),
            "Nobody has an account with this address. Please ask how it is spelled."
        );
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}

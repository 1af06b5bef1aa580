using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Compliance.Features.Cases;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>Which clock runs out next.</summary>
[Authorize]
internal sealed class CasesModel(ISender sender) : PageModel
{
    public CasesAnswer Found { get; private set; } = null!;

    public bool Closed { get; private set; }

    public PeopleNames Names { get; } = new(sender);

    public async Task<IActionResult> OnGet(bool closed, CancellationToken ct)
    {
        var found = await sender.Send(new ListCases(closed), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        (Found, Closed) = (found.Value, closed);
        await Names.Know(Found.Items.Select(x => x.Lead), ct);
        return Page();
    }
}

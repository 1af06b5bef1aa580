using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Compliance.Features.Concerns;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

[Authorize]
internal sealed class MyConcernsModel(ISender sender) : PageModel
{
    public Page<MyConcern> Found { get; private set; } = null!;

    public async Task<IActionResult> OnGet(string? after, CancellationToken ct)
    {
        var found = await sender.Send(new ListMyConcerns(after, null), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        return Page();
    }
}

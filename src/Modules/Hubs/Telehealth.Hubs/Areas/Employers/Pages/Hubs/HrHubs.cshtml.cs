using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>The hubs of the employers somebody of HR runs; the only one opens at once.</summary>
[Authorize]
internal sealed class HrHubsModel(ISender sender) : PageModel
{
    public IReadOnlyList<HubLine> Hubs { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var mine = await sender.Send(new ListMyHubs(), ct);
        if (mine.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Hubs = mine.Value;
        return Hubs.Count == 1 ? Redirect($"/hubs/admin/{Hubs[0].Id}") : Page();
    }
}

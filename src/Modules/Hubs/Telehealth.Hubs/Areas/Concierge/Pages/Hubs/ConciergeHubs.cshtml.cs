using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Bookings;

namespace Telehealth.Hubs.Areas.Concierge.Pages.Hubs;

/// <summary>The hubs of the member the concierge books for, with the credits left there (HUB-19).</summary>
[Authorize(Roles = Roles.Concierge)]
internal sealed class ConciergeHubsModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid MemberId { get; set; }

    public IReadOnlyList<MyHub> Hubs { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new ListMemberHubs(new PersonId(MemberId)), ct);
        if (found.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Hubs = found.Value;
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Members;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>What removing a member means, then the one button; nothing tells what was booked (HUB-08).</summary>
[Authorize]
internal sealed class HrRemoveModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid HubId { get; set; }

    [FromRoute]
    public Guid MemberId { get; set; }

    public HubMemberAnswer Member { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new GetMember(new HubId(HubId), MemberId), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Member = found.Value;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var removed = await sender.Send(new RemoveMember(new HubId(HubId), MemberId), ct);
        // Pressed twice: it is done already.
        if (removed.Error is { } refused && refused.Kind != ErrorKind.NotFound)
        {
            return this.Answer(refused);
        }

        this.Say("The membership has ended.");
        return Redirect($"/hubs/admin/{HubId}/members");
    }
}

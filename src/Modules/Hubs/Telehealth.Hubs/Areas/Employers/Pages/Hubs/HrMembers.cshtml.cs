using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Features.Members;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>Who belongs to a hub and what each was allotted; never what was used, reserved or left (HUB-08).</summary>
[Authorize]
internal sealed class HrMembersModel(ISender sender, IActorSource actors) : PageModel
{
    [FromRoute]
    public Guid HubId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public HubDetail Hub { get; private set; } = null!;

    public Page<HubMemberAnswer> Members { get; private set; } = new([], null);

    public string Zone { get; private set; } = "UTC";

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var members = await sender.Send(new ListMembers(new HubId(HubId), After, Cursor.UsualItems), ct);
        if (members.Error is { } refused)
        {
            return this.Answer(refused);
        }

        var hub = await sender.Send(new GetHub(new HubId(HubId)), ct);
        if (hub.Error is { } missing)
        {
            return this.Answer(missing);
        }

        (Members, Hub) = (members.Value, hub.Value);
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features.Concierge;
using Telehealth.Marketplace.Features.Providers;

namespace Telehealth.Marketplace.Areas.Concierge.Pages.Marketplace;

/// <summary>The member was found; now who gives the session.</summary>
[Authorize(Roles = Roles.Concierge)]
internal sealed class ConciergeMemberModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid MemberId { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Mode { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public MemberAnswer Member { get; private set; } = null!;

    public SearchAnswer? Found { get; private set; }

    public IEnumerable<SelectListItem> Modes =>
        [
            new("Phone or video", ""),
            new(MarketplaceWords.Mode("phone"), "phone", Mode == "phone"),
            new(MarketplaceWords.Mode("video"), "video", Mode == "video"),
        ];

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var member = await sender.Send(new GetBookableMember(new PersonId(MemberId)), ct);
        if (member.Error is { } unknown)
        {
            return this.Answer(unknown);
        }

        Member = member.Value;
        var filter = new SearchFilter(Filled(Q), null, null, null, Filled(Mode), null, null, null, null);
        var found = await sender.Send(new SearchProviders(filter, After, 12), ct);
        if (found.Error is { } refused)
        {
            return this.Refuse(refused);
        }

        Found = found.Value;
        return Page();
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Marketplace.Features.Readers;
using Telehealth.Marketplace.Features.Reviews;

namespace Telehealth.Marketplace.Areas.Provider.Pages.Marketplace;

/// <summary>What clients thought of sessions that were held (MKT-20).</summary>
[Authorize(Roles = Roles.Provider)]
internal sealed class ReviewsModel(ISender sender) : PageModel
{
    public MyReviewsAnswer Mine { get; private set; } = null!;

    public string? Zone { get; private set; }

    public async Task<IActionResult> OnGet(string? after, CancellationToken ct)
    {
        var reader = await sender.Send(new GetReader(), ct);
        Zone = reader.Error is null ? reader.Value.TimeZone : null;
        var mine = await sender.Send(new ListMyReviews(after, null), ct);
        if (mine.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Mine = mine.Value;
        return Page();
    }
}

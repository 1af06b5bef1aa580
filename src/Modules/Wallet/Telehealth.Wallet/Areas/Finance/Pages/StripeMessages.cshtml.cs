using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Features.TopUps;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>What Stripe sent, well signed, that could not be taken in (WAL-06).</summary>
[Authorize]
internal sealed class StripeMessagesModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<StrangeMessageAnswer> Found { get; private set; } = new([], null);

    public string Older => Url.Page("/StripeMessages", new { area = "Finance", after = Found.Next })!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var found = await sender.Send(new ListStrangeMessages(After, Cursor.UsualItems), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

[Authorize]
internal sealed class BatchesModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public PayoutBatchState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<BatchAnswer> Found { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var found = await sender.Send(new ListBatches(State, After, Cursor.UsualItems), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        return Page();
    }
}

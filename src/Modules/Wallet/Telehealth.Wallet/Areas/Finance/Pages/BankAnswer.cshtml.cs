using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

[Authorize]
internal sealed class BankAnswerModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public BankAnswerDetail Detail { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var found = await sender.Send(new GetBankAnswer(Id, After, Cursor.MostItems), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Detail = found.Value;
        return Page();
    }
}

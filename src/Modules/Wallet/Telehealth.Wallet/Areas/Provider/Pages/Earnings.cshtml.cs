using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Areas.Provider.Pages;

/// <summary>What did I earn, when is it paid, and why then?</summary>
[Authorize]
internal sealed class EarningsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public EarningsSummary Summary { get; private set; } = null!;

    public Page<EarningAnswer> Lines { get; private set; } = null!;

    public Page<WithdrawalAnswer> Withdrawals { get; private set; } = null!;

    public bool CanWithdraw => Summary.Currencies.Any(x => x.Available >= x.Minimum);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var summary = await sender.Send(new GetEarningsSummary(), ct);
        var lines = await sender.Send(new ListEarnings(After, Cursor.UsualItems), ct);
        var withdrawals = await sender.Send(new ListWithdrawals(null, 10), ct);
        if ((summary.Error ?? lines.Error ?? withdrawals.Error) is { } refused)
        {
            return this.Answer(refused);
        }

        (Summary, Lines, Withdrawals) = (summary.Value, lines.Value, withdrawals.Value);
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.Wallet.Areas.Finance.Pages;

[Authorize]
internal sealed class TrialBalanceModel(ISender sender) : PageModel
{
    public IReadOnlyList<IGrouping<Currency, TrialBalanceLine>> Currencies { get; private set; } = [];

    public static Money Sum(IEnumerable<TrialBalanceLine> lines, Currency currency) =>
        lines.Aggregate(Money.Zero(currency), (sum, line) => sum + line.Balance);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new GetTrialBalance(), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Currencies =
        [
            .. found.Value.Lines.GroupBy(x => x.Balance.Currency).OrderBy(x => x.Key.Code, StringComparer.Ordinal),
        ];
        return Page();
    }

    public async Task<IActionResult> OnGetCsv(CancellationToken ct)
    {
        var found = await sender.Send(new GetTrialBalance(), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        var file = new Csv("Account", "Currency", "Balance");
        foreach (var line in found.Value.Lines)
        {
            file.Add(line.Account, line.Balance.Currency.Code, line.Balance);
        }

        return file.Download("trial-balance.csv");
    }
}

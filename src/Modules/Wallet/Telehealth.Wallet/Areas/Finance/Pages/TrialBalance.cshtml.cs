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
    public IReadOnlyList<IGrouping<string, TrialBalanceLine>> Currencies { get; private set; } = [];

    public static LedgerAmount Sum(IEnumerable<TrialBalanceLine> lines, string currency) =>
        new(lines.Sum(x => x.Balance.Amount), currency);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var found = await sender.Send(new GetTrialBalance(), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Currencies =
        [
            .. found.Value.Lines.GroupBy(x => x.Balance.Currency).OrderBy(x => x.Key, StringComparer.Ordinal),
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
            file.Add(line.Account, line.Balance.Currency, line.Balance.AsMoney ?? (object)line.Balance.Amount);
        }

        return file.Download("trial-balance.csv");
    }
}

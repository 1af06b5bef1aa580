using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>Every withdrawal: by state, in the order somebody asks for, and as a file.</summary>
[Authorize]
internal sealed class WithdrawalsModel(ISender sender) : PageModel
{
    /// <summary>More than this nobody reads on a page; the file holds all.</summary>
    private const int MostShown = 300;

    private const int MostInFile = 50_000;

    [BindProperty(SupportsGet = true)]
    public WithdrawalState? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Sort { get; set; }

    public IReadOnlyList<WithdrawalAnswer> Rows { get; private set; } = [];

    public bool ThereAreMore { get; private set; }

    public IEnumerable<Money> Totals =>
        Rows.GroupBy(x => x.Amount.Currency)
            .OrderBy(x => x.Key.Code, StringComparer.Ordinal)
            .Select(x => x.Aggregate(Money.Zero(x.Key), (sum, row) => sum + row.Amount));

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await Read(MostShown, ct) is { } refused)
        {
            return refused;
        }

        Rows = Sort switch
        {
            "amount" => [.. Rows.OrderByDescending(x => x.Amount.ToDecimal())],
            "payout" => [.. Rows.OrderBy(x => x.PayoutDate ?? x.ExpectedOn ?? NodaTime.LocalDate.MaxIsoValue)],
            "state" => [.. Rows.OrderBy(x => x.State)],
            _ => Rows,
        };
        return Page();
    }

    public async Task<IActionResult> OnGetCsv(CancellationToken ct)
    {
        if (await Read(MostInFile, ct) is { } refused)
        {
            return refused;
        }

        var file = new Csv(
            "Reference",
            "State",
            "Requested",
            "Received",
            "Payout date",
            "Invoice",
            "Currency",
            "Amount"
        );
        foreach (var row in Rows)
        {
            file.Add(
                row.Reference,
                FinanceWords.Of(row.State).Word,
                row.RequestedAt,
                row.ReceivedOn,
                row.PayoutDate,
                row.Mode,
                row.Amount.Currency.Code,
                row.Amount
            );
        }

        return file.Download("withdrawals.csv");
    }

    private async Task<IActionResult?> Read(int most, CancellationToken ct)
    {
        var rows = new List<WithdrawalAnswer>();
        string? after = null;
        do
        {
            var page = await sender.Send(new ListAllWithdrawals(State, null, after, Cursor.MostItems), ct);
            if (page.Error is { } error)
            {
                return this.Answer(error);
            }

            rows.AddRange(page.Value.Items);
            after = page.Value.Next;
        } while (after is not null && rows.Count < most);

        Rows = rows;
        ThereAreMore = after is not null;
        return null;
    }
}

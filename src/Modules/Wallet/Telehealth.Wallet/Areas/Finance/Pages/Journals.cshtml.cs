using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Features.Ledger;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>The ledger's transactions, by account, booking or reference.</summary>
[Authorize]
internal sealed class JournalsModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Account { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Booking { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Reference { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<JournalAnswer> Found { get; private set; } = new([], null);

    public string Older =>
        Url.Page(
            "/Journals",
            new
            {
                area = "Finance",
                Account,
                Booking,
                Reference,
                after = Found.Next,
            }
        )!;

    /// <summary>What moved: the debits, per commodity.</summary>
    public static IEnumerable<LedgerAmount> Moved(JournalAnswer journal) =>
        journal
            .Postings.Where(x => x.Amount.Amount > 0)
            .GroupBy(x => x.Amount.Currency)
            .Select(x => new LedgerAmount(x.Sum(line => line.Amount.Amount), x.Key));

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (Cursor.Check(After, null) is { } wrong)
        {
            return this.Answer(wrong);
        }

        var query = new ListJournals(Trimmed(Account), Trimmed(Booking), Trimmed(Reference), After, Cursor.UsualItems);
        var found = await sender.Send(query, ct);
        if (found.Error is { } error)
        {
            return this.Refuse(error);
        }

        Found = found.Value;
        return Page();
    }

    private static string? Trimmed(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}

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

    public StaffNames Names { get; } = new(sender);

    public bool IsDone => Detail.LinesDone >= Detail.LinesTotal;

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    /// <summary>How far a long file came, asked for again and again while it is taken in.</summary>
    public async Task<IActionResult> OnGetProgress(CancellationToken ct) =>
        await Read(ct) ?? Partial("_Progress", this);

    private async Task<IActionResult?> Read(CancellationToken ct)
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
        await Names.Know([Detail.ImportedBy], ct);
        return null;
    }
}

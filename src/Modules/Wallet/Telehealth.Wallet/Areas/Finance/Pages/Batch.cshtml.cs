using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>One batch from its gathering to the bank's last answer; the next step and what it will do.</summary>
[Authorize]
internal sealed class BatchModel(ISender sender, IActorSource actors) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    /// <summary>Which payout a second person clears up.</summary>
    [BindProperty]
    public Guid Withdrawal { get; set; }

    [BindProperty]
    public string? Outcome { get; set; }

    [BindProperty]
    public string? Reason { get; set; }

    [BindProperty]
    public string? Evidence { get; set; }

    public BatchDetail Detail { get; private set; } = null!;

    /// <summary>What a second person may clear up.</summary>
    public IEnumerable<SelectListItem> ToResolve =>
        Detail
            .Payouts.Where(x => x.MayResolve)
            .Select(x => new SelectListItem(
                $"{x.Reference}, {MoneyText.Of(x.Amount)}",
                $"{x.WithdrawalId}",
                x.WithdrawalId.Value == Withdrawal
            ));

    public IEnumerable<SelectListItem> Outcomes =>
        new[] { PayoutOutcome.Settled, PayoutOutcome.Rejected, PayoutOutcome.Stopped, PayoutOutcome.Returned }.Select(
            x => new SelectListItem(FinanceWords.Of(x).Word, $"{x}", $"{x}" == Outcome)
        );

    public StaffNames Names { get; } = new(sender);

    public BatchAnswer Batch => Detail.Batch;

    public bool IsOpen => Batch.State is PayoutBatchState.Gathered or PayoutBatchState.Reviewed;

    public bool Prepares => actors.Current.Has(Roles.Finance);

    public bool Approves => actors.Current.Has(Roles.PayoutApprover);

    /// <summary>What this person already did to it, which makes an approval somebody else's.</summary>
    public bool HadAHand =>
        Detail.Timeline.Any(x =>
            x.By == actors.Current.Person
            && x.Step is BatchStep.Gathered or BatchStep.Reviewed or BatchStep.TakenOut
            && x.By is not null
        );

    private PayoutBatchId Which => new(Id);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnGetFile(CancellationToken ct)
    {
        var file = await sender.Send(new DownloadPayoutFile(Which, null), ct);
        if (file.Error is { } error)
        {
            return this.Answer(error);
        }

        Response.Headers.CacheControl = "no-store";
        return File(file.Value.Content, file.Value.ContentType, file.Value.Name);
    }

    public async Task<IActionResult> OnPostReview(CancellationToken ct) =>
        await Next(
            await sender.Send(new ReviewBatch(Which), ct),
            "It waits for the approval of a second person now.",
            ct
        );

    public async Task<IActionResult> OnPostTakeOut(Guid withdrawal, CancellationToken ct) =>
        await Next(
            await sender.Send(new TakeOutPayout(Which, new WithdrawalId(withdrawal)), ct),
            "It is taken out and scheduled again. What is left has to be reviewed again.",
            ct
        );

    public async Task<IActionResult> OnPostAbandon(CancellationToken ct) =>
        await Next(
            await sender.Send(new AbandonBatch(Which), ct),
            "The batch is given up. Its withdrawals are scheduled again.",
            ct
        );

    public async Task<IActionResult> OnPostReopen(CancellationToken ct) =>
        await Next(
            await sender.Send(new ReopenBatch(Which), ct),
            "It waits for its approval again, for the next day banks can pay on.",
            ct
        );

    public async Task<IActionResult> OnPostApprove(long version, string payDate, string key, CancellationToken ct)
    {
        if (!LocalDatePattern.Iso.Parse(payDate ?? "").TryGetValue(default, out var day))
        {
            return BadRequest();
        }

        var typed = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var approved = await sender.Send(new ApproveBatch(Which, version, new Secret(typed), day), ct, key);
        return await Next(approved, "The batch is approved. Nothing in it changes any more.", ct);
    }

    public async Task<IActionResult> OnPostResolve(string key, CancellationToken ct)
    {
        var typed = (Code ?? "").Replace(" ", "", StringComparison.Ordinal);
        var command = new ResolvePayout(
            Which,
            new WithdrawalId(Withdrawal),
            Enum.TryParse<PayoutOutcome>(Outcome, out var outcome) ? outcome : PayoutOutcome.None,
            (Reason ?? "").Trim().ToUpperInvariant(),
            (Evidence ?? "").Trim(),
            new Secret(typed)
        );
        return await Next(
            await sender.Send(command, ct, key),
            "It is cleared up, and written down with your name.",
            ct
        );
    }

    public async Task<IActionResult> OnPostStore(BankFileFormat format, CancellationToken ct) =>
        await Next(
            await sender.Send(new StorePayoutFile(Which, format), ct),
            "The bank's file is made. Download it and give it to the bank.",
            ct
        );

    public async Task<IActionResult> OnPostSent(string key, CancellationToken ct) =>
        await Next(
            await sender.Send(new MarkBatchSent(Which), ct, key),
            "The money is on its way. Import the bank's answer once it is there.",
            ct
        );

    private async Task<IActionResult> Next<T>(Result<T> result, string said, CancellationToken ct)
    {
        if (result.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var found = await sender.Send(new GetBatch(Which), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Detail = found.Value;
        // A code is typed anew each time.
        ModelState.Remove(nameof(Code));
        Code = null;
        await Names.Know(
            [Batch.PreparedBy, Batch.ReviewedBy, Batch.ApprovedBy, .. Detail.Timeline.Select(x => x.By)],
            ct
        );
        return null;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Features.Funds;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>What goes out this Friday, is the money there, what does not reconcile?</summary>
[Authorize]
internal sealed class FridayModel(ISender sender, IActorSource actors) : PageModel
{
    private const int Shown = 10;

    public FridayAnswer Friday { get; private set; } = null!;

    public PayoutWeeksAnswer Weeks { get; private set; } = null!;

    public IReadOnlyList<PayoutToClear> ToClear { get; private set; } = [];

    public IReadOnlyList<BankLine> Unmatched { get; private set; } = [];

    public IReadOnlyList<BatchAnswer> Open { get; private set; } = [];

    public IReadOnlyList<SponsorDebt> Sponsors { get; private set; } = [];

    public bool Prepares => actors.Current.Has(Roles.Finance);

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostGather(string date, string account, string key, CancellationToken ct)
    {
        var day = LocalDatePattern.Iso.Parse(date ?? "");
        if (!day.Success)
        {
            return BadRequest();
        }

        var gathered = await sender.Send(new GatherBatch(day.Value, account ?? ""), ct, key);
        if (gathered.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say("The batch is gathered. Look at every payout, then hand it on for approval.");
        return Redirect($"/wallet/finance/batches/{gathered.Value.Id}");
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        var friday = await sender.Send(new GetFriday(null), ct);
        if (friday.Error is { } error)
        {
            return this.Answer(error);
        }

        Friday = friday.Value;
        Weeks = (await sender.Send(new GetPayoutWeeks(), ct)).Value;
        ToClear = (await sender.Send(new ListPayoutsToClear(null, Shown), ct)).Value.Items;
        Unmatched = (await sender.Send(new ListUnmatchedAnswers(null, Shown), ct)).Value.Items;
        Sponsors = (await sender.Send(new ListSponsorDebts(), ct)).Value;
        var batches = (await sender.Send(new ListBatches(null, null, 50), ct)).Value.Items;
        Open = [.. batches.Where(x => x.State < Domain.PayoutBatchState.Closed)];
        return null;
    }
}

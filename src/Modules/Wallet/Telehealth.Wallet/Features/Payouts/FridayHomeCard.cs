using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>Tells finance what goes out this Friday, and an approver what waits for approval.</summary>
internal sealed class FridayHomeCard(ISender sender) : IHomeCard
{
    public async Task<HomeCard?> For(Actor actor, CancellationToken ct) =>
        actor.Has(Roles.PayoutApprover) ? await ToApprove(ct)
        : actor.Has(Roles.Finance) ? await ToPay(ct)
        : null;

    private async Task<HomeCard?> ToApprove(CancellationToken ct)
    {
        var waiting = await sender.Send(new ListBatches(PayoutBatchState.Reviewed, null, 10), ct);
        if (waiting.Error is not null)
        {
            return null;
        }

        var batches = waiting.Value.Items;
        return batches.Count == 0
            ? new(20, "What waits for my approval?", "Nothing", null, "/wallet/finance", "See this Friday")
            : new(
                20,
                "What waits for my approval?",
                string.Join(", ", batches.Select(x => MoneyText.Of(x.Total))),
                batches.Count == 1
                    ? "One batch, reviewed by finance."
                    : $"{batches.Count} batches, reviewed by finance.",
                batches.Count == 1
                    ? $"/wallet/finance/batches/{batches[0].Id}"
                    : "/wallet/finance/batches?state=Reviewed",
                "Look at it"
            );
    }

    private async Task<HomeCard?> ToPay(CancellationToken ct)
    {
        var friday = await sender.Send(new GetFriday(null), ct);
        if (friday.Error is not null)
        {
            return null;
        }

        var due = friday.Value.Currencies.Where(x => !x.Payable.IsZero).ToList();
        var blocked = friday.Value.Currencies.Sum(x => x.Withdrawals.Count(y => y.Block is not null));
        var isShort = friday.Value.Currencies.Any(x => !x.Shortfall.IsZero);
        return new(
            20,
            $"What goes out {TimeText.Day(friday.Value.Date)}?",
            due.Count == 0 ? "Nothing is due" : string.Join(", ", due.Select(x => MoneyText.Of(x.Payable))),
            (isShort ? "The money at the bank does not suffice. " : "")
                + (blocked > 0 ? $"{blocked} blocked." : "None blocked."),
            "/wallet/finance",
            "Prepare this Friday"
        );
    }
}

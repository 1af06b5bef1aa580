using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

/// <summary>Carries orders out, and says what becomes of credits let go; in the open transaction.</summary>
internal sealed class CreditOrders(WalletDbContext db, LedgerBook ledger, IWork work, IClock clock)
{
    /// <summary>Should somebody carry the same one out at this moment, the command runs again and finds it.</summary>
    public async Task CarryOut(SponsorFund fund, CreditOrder order, CancellationToken ct)
    {
        var journal = order.Draft(fund);
        db.CreditOrders.Add(order);
        await work.FlushOrRunAgain(ct);
        if (journal is not null && !await ledger.Post(journal, ct))
        {
            throw new InvalidOperationException($"Order {order.Id} could not be carried out.");
        }
    }

    public Task<CreditPeriod?> PeriodOf(string account, string commodity, CancellationToken ct) =>
        db.CreditPeriods.FirstOrDefaultAsync(x => x.Account == account && x.Commodity == commodity, ct);

    /// <summary>Credits reserved for sessions that a period after this instant pays for.</summary>
    public Task<int> ReservedPast(string account, string commodity, Instant instant, CancellationToken ct) =>
        Live(account, commodity).CountAsync(x => x.PeriodEndsAt > instant, ct);

    public IQueryable<Cover> Live(string account, string commodity) =>
        db.Covers.Where(x =>
            x.Account == account
            && x.Commodity == commodity
            && (x.State == CoverState.Reserved || x.State == CoverState.Confirmed)
        );

    /// <summary>Why a credit that is held now cannot pay for its session, or null.</summary>
    public async Task<Error?> NotYet(Cover cover, CancellationToken ct)
    {
        if (cover.PeriodEndsAt is not { } until)
        {
            return null;
        }

        var period = await PeriodOf(cover.Account, cover.Commodity, ct);
        return
            period is null
            || !period.IsAhead(until)
            || period.CanKeepAhead(await ReservedPast(cover.Account, cover.Commodity, period.EndsAt, ct))
            ? null
            : CreditErrors.NotYet(period.EndsAt);
    }

    /// <summary>The cover's unit is available again; when its period is over it may have expired.</summary>
    public async Task SettleReturned(Cover cover, CancellationToken ct)
    {
        if (
            cover is { PeriodEndsAt: { } until, Sponsor: { } fund }
            && await PeriodOf(cover.Account, cover.Commodity, ct) is { } period
            && period.Expires(until)
        )
        {
            await CarryOut(fund, CreditOrder.Expire(cover, clock.GetCurrentInstant()), ct);
        }
    }
}

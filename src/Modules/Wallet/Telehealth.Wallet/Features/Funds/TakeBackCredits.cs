using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

internal sealed class TakeBackCreditsValidator : AbstractValidator<TakeBackCredits>
{
    public TakeBackCreditsValidator()
    {
        RuleFor(x => x.GrantId).NotEmpty();
        RuleFor(x => x.Kind).IsSponsors();
        RuleFor(x => x.Fund).IsFundName();
        RuleFor(x => x.PersonId.Value).NotEmpty();
    }
}

/// <summary>Nobody loses a booked session by leaving; a session called off later gives nothing back.</summary>
internal sealed class TakeBackCreditsHandler(
    WalletDbContext db,
    CreditOrders orders,
    LedgerBook ledger,
    IWork work,
    IClock clock
) : ICommandHandler<TakeBackCredits, CreditBalance>
{
    public async Task<Result<CreditBalance>> Handle(TakeBackCredits command, CancellationToken ct)
    {
        var fund = new SponsorFund(command.Kind, command.Fund);
        var account = fund.Of(command.PersonId);
        if (await db.CreditOrders.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.GrantId, ct) is { } known)
        {
            return known.IsTakeBackFrom(account, fund.Commodity)
                ? await db.CreditsOf(account, fund.Commodity, ct)
                : CreditErrors.OrderMismatch;
        }

        await work.Begin(ct);
        await ledger.Lock(account, fund.Commodity, ct);
        var now = clock.GetCurrentInstant();
        var unused = (await db.CreditsOf(account, fund.Commodity, ct)).Available;
        var order = CreditOrder.TakeBack(command.GrantId, account, fund.Units(unused.Units), now);
        await orders.CarryOut(fund, order, ct);
        await Close(account, fund.Commodity, now, ct);
        return await db.CreditsOf(account, fund.Commodity, ct);
    }

    private async Task Close(string account, string commodity, Instant now, CancellationToken ct)
    {
        await orders
            .Live(account, commodity)
            .Where(x => x.PeriodEndsAt == null || x.PeriodEndsAt > now)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.PeriodEndsAt, now).SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        var period = await orders.PeriodOf(account, commodity, ct);
        if (period is null)
        {
            period = new CreditPeriod(account, commodity);
            db.CreditPeriods.Add(period);
        }

        period.Close(now);
    }
}

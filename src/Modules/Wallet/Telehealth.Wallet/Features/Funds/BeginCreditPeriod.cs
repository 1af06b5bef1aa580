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

internal sealed class BeginCreditPeriodValidator : AbstractValidator<BeginCreditPeriod>
{
    private const long MostAtOnce = 10_000;

    public BeginCreditPeriodValidator()
    {
        RuleFor(x => x.GrantId).NotEmpty();
        RuleFor(x => x.Fund).IsFundName();
        RuleFor(x => x.PersonId.Value).NotEmpty();
        RuleFor(x => x.Credits.Units).InclusiveBetween(1, MostAtOnce);
        RuleFor(x => x.CarryOverCap).GreaterThanOrEqualTo(0);
        RuleFor(x => x.Until).GreaterThan(x => x.From);
    }
}

/// <summary>What is left is read under the account's lock, so that no booking slips in between (HUB-04).</summary>
internal sealed class BeginCreditPeriodHandler(
    WalletDbContext db,
    CreditOrders orders,
    LedgerBook ledger,
    IWork work,
    IClock clock
) : ICommandHandler<BeginCreditPeriod, CreditBalance>
{
    public async Task<Result<CreditBalance>> Handle(BeginCreditPeriod command, CancellationToken ct)
    {
        var fund = new SponsorFund(FundingKind.Credit, command.Fund);
        var (account, units) = (fund.Of(command.PersonId), fund.Units(command.Credits.Units));
        if (await db.CreditOrders.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.GrantId, ct) is { } known)
        {
            return known.IsGrantOf(account, units)
                ? await db.CreditsOf(account, fund.Commodity, ct)
                : CreditErrors.OrderMismatch;
        }

        await work.Begin(ct);
        await ledger.Lock(account, fund.Commodity, ct);
        var now = clock.GetCurrentInstant();
        if (await Start(command, account, fund.Commodity, ct) is > 0 and var expired)
        {
            var unused = CreditOrder.ExpireUnused(command.GrantId, account, fund.Units(expired), now);
            await orders.CarryOut(fund, unused, ct);
        }

        await orders.CarryOut(fund, CreditOrder.Grant(command.GrantId, account, units, now), ct);
        return await db.CreditsOf(account, fund.Commodity, ct);
    }

    private async Task<long> Start(BeginCreditPeriod command, string account, string commodity, CancellationToken ct)
    {
        var period = await orders.PeriodOf(account, commodity, ct);
        if (period is null)
        {
            period = new CreditPeriod(account, commodity);
            db.CreditPeriods.Add(period);
        }

        var begins = new CreditAllotment(command.Credits.Units, command.CarryOverCap, command.From, command.Until);
        var unused = (await db.CreditsOf(account, commodity, ct)).Available.Units;
        return command.IsFirst
            ? period.Open(begins, unused)
            : period.Begin(begins, unused, await orders.ReservedPast(account, commodity, command.From, ct));
    }
}

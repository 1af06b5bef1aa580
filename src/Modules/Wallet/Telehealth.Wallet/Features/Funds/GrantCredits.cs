using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

internal sealed class GrantCreditsValidator : AbstractValidator<GrantCredits>
{
    private const long MostAtOnce = 10_000;

    public GrantCreditsValidator()
    {
        RuleFor(x => x.GrantId).NotEmpty();
        RuleFor(x => x.Kind).IsSponsors();
        RuleFor(x => x.Fund).IsFundName();
        RuleFor(x => x.PersonId.Value).NotEmpty();
        RuleFor(x => x.Credits.Units).InclusiveBetween(1, MostAtOnce);
    }
}

internal sealed class GrantCreditsHandler(WalletDbContext db, CreditOrders orders, IWork work, IClock clock)
    : ICommandHandler<GrantCredits, CreditBalance>
{
    public async Task<Result<CreditBalance>> Handle(GrantCredits command, CancellationToken ct)
    {
        var fund = new SponsorFund(command.Kind, command.Fund);
        var (account, units) = (fund.Of(command.PersonId), fund.Units(command.Credits.Units));
        if (await db.CreditOrders.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.GrantId, ct) is { } known)
        {
            return known.IsGrantOf(account, units)
                ? await db.CreditsOf(account, fund.Commodity, ct)
                : CreditErrors.OrderMismatch;
        }

        var order = CreditOrder.Grant(command.GrantId, account, units, clock.GetCurrentInstant());
        await work.Begin(ct);
        await orders.CarryOut(fund, order, ct);
        (await orders.PeriodOf(account, fund.Commodity, ct))?.Add(units.Minor);
        return await db.CreditsOf(account, fund.Commodity, ct);
    }
}

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

internal sealed class TakeBackCreditsHandler(WalletDbContext db, LedgerBook ledger, IWork work, IClock clock)
    : ICommandHandler<TakeBackCredits, CreditBalance>
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
        var unused = (await db.CreditsOf(account, fund.Commodity, ct)).Available;
        var order = CreditOrder.TakeBack(command.GrantId, account, fund.Units(unused.Units), clock.GetCurrentInstant());
        var journal = order.Draft(fund);
        db.CreditOrders.Add(order);
        await work.FlushOrRunAgain(ct);
        if (journal is not null && !await ledger.Post(journal, ct))
        {
            throw new DbUpdateConcurrencyException("One of them was booked with meanwhile; look again.");
        }

        return await db.CreditsOf(account, fund.Commodity, ct);
    }
}

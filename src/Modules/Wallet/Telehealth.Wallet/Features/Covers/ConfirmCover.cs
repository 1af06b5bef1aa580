using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

internal sealed class ConfirmCoverValidator : AbstractValidator<ConfirmCover>
{
    public ConfirmCoverValidator()
    {
        RuleFor(x => x.Attempt).GreaterThan(0);
        RuleFor(x => x.Amount.Minor).GreaterThan(0);
    }
}

internal sealed class ConfirmCoverHandler(WalletDbContext db, LedgerBook ledger, IWork work, IClock clock)
    : ICommandHandler<ConfirmCover, ConfirmedCover>
{
    public async Task<Result<ConfirmedCover>> Handle(ConfirmCover command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var cover = await db.Covers.FirstOrDefaultAsync(x => x.Id == command.CoverId, ct);
        if (cover is null)
        {
            return CoverErrors.NotFound;
        }

        var freed = cover.Confirm(command.Attempt, command.Amount, now);
        if (freed.Error is { } refused)
        {
            return refused;
        }

        await ledger.LetGo(cover.Account, freed.Value, ct);
        return new ConfirmedCover(cover.Id, cover.Attempt);
    }
}

using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Funds;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

internal sealed class ReserveCoverValidator : AbstractValidator<ReserveCover>
{
    public ReserveCoverValidator()
    {
        RuleFor(x => x.CoverId.Value).NotEmpty();
        RuleFor(x => x.ClientId.Value).NotEmpty();
        RuleFor(x => x.Amount.Minor).GreaterThan(0);
        RuleFor(x => x.Minutes).InclusiveBetween(1, 366 * 24 * 60);
        When(
            x => x.Funding is { Kind: not FundingKind.Wallet },
            () =>
            {
                RuleFor(x => x.Funding!.Kind).IsInEnum();
                RuleFor(x => x.Funding!.Fund).NotNull().Matches(SponsorFund.NamePattern);
                RuleFor(x => x.Funding!.Buyer).NotNull();
            }
        );
    }
}

internal sealed class ReserveCoverHandler(
    WalletDbContext db,
    LedgerBook ledger,
    CreditOrders credits,
    IWork work,
    IClock clock,
    SystemTime system
) : ICommandHandler<ReserveCover, ReservedCover>
{
    public async Task<Result<ReservedCover>> Handle(ReserveCover command, CancellationToken ct)
    {
        var known = await db.Covers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.CoverId, ct);
        if (known is not null)
        {
            return Repeat(known, command);
        }

        var expiresAt = clock.GetCurrentInstant() + Duration.FromMinutes(command.Minutes);
        var cover = CoverOf(command, expiresAt);
        await work.Begin(ct);
        if (!await ledger.Hold(cover.Account, cover.Amount, ct))
        {
            return cover.Fund is null ? CoverErrors.InsufficientFunds : CreditErrors.NoneLeft;
        }

        // What is held keeps the account's row: nobody reserves ahead or begins a period meanwhile.
        if (await credits.NotYet(cover, ct) is { } early)
        {
            return early;
        }

        db.Covers.Add(cover);
        await work.FlushOrRunAgain(ct);
        return new ReservedCover(cover.Id, cover.ExpiresAt);
    }

    private Cover CoverOf(ReserveCover command, Instant expiresAt)
    {
        var (id, person, price) = (command.CoverId, command.ClientId, command.Amount);
        return command.Funding is { Kind: not FundingKind.Wallet } sponsor
            ? Cover.Reserve(id, person, sponsor, price, expiresAt, system.NowMicros)
            : Cover.Reserve(id, person, price, expiresAt, system.NowMicros);
    }

    private static Result<ReservedCover> Repeat(Cover known, ReserveCover command)
    {
        if (!known.IsLive)
        {
            return CoverErrors.Ended;
        }

        return
            known.ClientId == command.ClientId
            && known.Price.Currency == command.Amount.Currency
            && known.Sponsor == SponsorFund.Of(command.Funding)
            ? new ReservedCover(known.Id, known.ExpiresAt)
            : CoverErrors.Mismatch;
    }
}

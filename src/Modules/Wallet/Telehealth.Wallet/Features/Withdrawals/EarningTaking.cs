using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>
/// Takes matured lines for a withdrawal, oldest first, inside the caller's transaction and after it lowered the
/// withdrawable floor: whoever lowered it holds its row, so only a returned payout can change the lines meanwhile.
/// </summary>
internal sealed class EarningTaking(WalletDbContext db)
{
    /// <summary>True when some of what could be taken was supplied to the platform and needs an invoice.</summary>
    public Task<bool> MayNeedInvoice(ProviderId provider, Currency currency, CancellationToken ct) =>
        Open(provider, currency).AnyAsync(x => x.PlatformSupplied, ct);

    /// <summary>
    /// Raises what is allocated of each line. Whoever loses a race runs the whole command again: nothing half taken
    /// ever commits.
    /// </summary>
    public async Task<IReadOnlyList<TakenEarning>> Take(ProviderId provider, Money amount, CancellationToken ct)
    {
        var open = await OldestFirst(provider, amount.Currency, ct);
        var taken = EarningAllocation.Take(open, amount.Minor) ?? throw SomebodyWasFaster();
        foreach (var (line, part) in taken)
        {
            var changed = await db
                .Earnings.Where(x => x.Sequence == line.Sequence && x.AllocatedMinor == line.AllocatedMinor)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.AllocatedMinor, x => x.AllocatedMinor + part), ct);
            if (changed != 1)
            {
                throw SomebodyWasFaster();
            }
        }

        return taken;
    }

    public Task<List<OpenEarning>> OldestFirst(ProviderId provider, Currency currency, CancellationToken ct) =>
        Open(provider, currency)
            .OrderBy(x => x.AvailableAt)
            .ThenBy(x => x.Sequence)
            .Select(x => new OpenEarning(
                x.Sequence,
                x.AllocatedMinor,
                x.ShareMinor - x.AllocatedMinor,
                x.PlatformSupplied
            ))
            .ToListAsync(ct);

    /// <summary>What documents print of the lines, in the order they were taken.</summary>
    public async Task<IReadOnlyList<WithdrawnLine>> Describe(IReadOnlyList<TakenEarning> taken, CancellationToken ct)
    {
        var sequences = taken.Select(x => x.Line.Sequence).ToList();
        var lines = await db
            .Earnings.AsNoTracking()
            .Where(x => sequences.Contains(x.Sequence))
            .ToDictionaryAsync(x => x.Sequence, ct);
        return
        [
            .. taken
                .Select(x => (Line: lines[x.Line.Sequence], x.AmountMinor))
                .Select(x => new WithdrawnLine(
                    x.Line.BookingNumber,
                    x.Line.ServiceName,
                    x.Line.SuppliedAt,
                    x.Line.PlatformSupplied,
                    new Money(x.AmountMinor, Currency.Of(x.Line.Currency)),
                    OutcomeTable.PaidBy(x.Line.OutcomeRow),
                    x.Line.Share
                )),
        ];
    }

    public static DbUpdateConcurrencyException SomebodyWasFaster() => new("The earnings changed; look again.");

    private IQueryable<EarningLine> Open(ProviderId provider, Currency currency)
    {
        var code = currency.Code;
        return db
            .Earnings.AsNoTracking()
            .Where(x =>
                x.ProviderId == provider && x.Currency == code && x.MaturedAt != null && x.AllocatedMinor < x.ShareMinor
            );
    }
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.BankDetails;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>Why a due withdrawal is not paid.</summary>
public enum PayoutBlock
{
    /// <summary>The provider gave no bank details.</summary>
    NoBankDetails,

    /// <summary>The provider's bank details changed: payouts rest until the cooling period is over.</summary>
    DetailsResting,
}

/// <summary>A due withdrawal with its payee, or with what stands against paying it.</summary>
internal sealed record DuePayout(
    Withdrawal Withdrawal,
    FrozenPayee? Payee,
    string? MaskedAccount,
    PayoutBlock? Block,
    Instant? RestsUntil
);

/// <summary>Finds what is due, and asks for each payee's bank details outside any transaction.</summary>
internal sealed class DuePayouts(WalletDbContext db, Payees payees, IClock clock)
{
    /// <summary>
    /// Most payouts of one batch: a batch is sent in one transaction, and 500 of them take a few seconds.
    /// </summary>
    public const int MostPayouts = 500;

    public Task<List<Withdrawal>> Due(LocalDate date, string? currency, int take, CancellationToken ct) =>
        db
            .Withdrawals.AsNoTracking()
            .Where(x =>
                x.State == WithdrawalState.Scheduled
                && x.PayoutDate != null
                && x.PayoutDate.Value.CompareTo(date) <= 0
                && (currency == null || x.Currency == currency)
            )
            .OrderBy(x => x.Sequence)
            .Take(take)
            .ToListAsync(ct);

    public async Task<List<DuePayout>> WithPayees(IEnumerable<Withdrawal> withdrawals, CancellationToken ct)
    {
        var found = new List<DuePayout>();
        foreach (var withdrawal in withdrawals)
        {
            found.Add(await WithPayee(withdrawal, ct));
        }

        return found;
    }
}

using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>
/// Raises and lowers what a provider may withdraw, inside the caller's transaction (WAL-07): conditional updates only,
/// no balance is read to be decided on.
/// </summary>
internal sealed class WithdrawableFloor(WalletDbContext db)
{
    /// <summary>More has matured, or a payout came back.</summary>
    public async Task Raise(ProviderId provider, Money amount, CancellationToken ct)
    {
        if (await Update(provider, amount, ct) == 1)
        {
            return;
        }

        await Open(provider, amount.Currency.Code, ct);
        if (await Update(provider, amount, ct) != 1)
        {
            throw new InvalidOperationException($"What {provider} may withdraw could not be raised.");
        }
    }

    /// <summary>A withdrawal takes it; false when less is there.</summary>
    public async Task<bool> Lower(ProviderId provider, Money amount, CancellationToken ct) =>
        await Update(provider, -amount, ct) == 1;

    private Task<int> Update(ProviderId provider, Money change, CancellationToken ct)
    {
        var (minor, currency) = (change.Minor, change.Currency.Code);
        return db
            .Withdrawables.Where(x => x.ProviderId == provider && x.Currency == currency && x.AmountMinor + minor >= 0)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.AmountMinor, x => x.AmountMinor + minor), ct);
    }

    /// <summary>Inserts the row unless somebody is faster.</summary>
    private Task Open(ProviderId provider, string currency, CancellationToken ct) =>
        db.Engine == Engine.SqlServer
            ? db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_withdrawables (ProviderId, Currency, AmountMinor)
                SELECT {provider.Value}, {currency}, 0 WHERE NOT EXISTS (
                SELECT 1 FROM wallet_withdrawables WITH (UPDLOCK, HOLDLOCK)
                WHERE ProviderId = {provider.Value} AND Currency = {currency})
                """,
                ct
            )
            : db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_withdrawables ("ProviderId", "Currency", "AmountMinor")
                VALUES ({provider.Value}, {currency}, 0) ON CONFLICT DO NOTHING
                """,
                ct
            );
}

using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

/// <summary>
/// Posts journals and moves floors, inside the caller's transaction. Floors are conditional updates in the order of
/// their accounts, so that two transactions never wait for each other crosswise, and no balance is read to be decided
/// on.
/// </summary>
internal sealed class LedgerBook(WalletDbContext db, SystemTime system)
{
    /// <summary>
    /// Adds the journal and moves the floors it touches; false when an account would fall below its floor, and then the
    /// caller must refuse. <paramref name="settles"/> is the hold that ends with this posting.
    /// </summary>
    public async Task<bool> Post(Journal journal, CancellationToken ct, Entry? settles = null)
    {
        var floors = journal
            .Postings.Where(x => Accounts.HasFloor(x.Account))
            .Select(x => (x.Account, x.Commodity, Posted: -x.AmountMinor, Held: 0L));
        if (settles is { } hold)
        {
            floors = floors.Append((hold.Account, hold.Amount.Commodity, 0, -hold.Amount.Minor));
        }

        var moves = floors.GroupBy(x => (x.Account, x.Commodity)).OrderBy(x => x.Key.Account, StringComparer.Ordinal);
        foreach (var move in moves)
        {
            var (account, commodity) = move.Key;
            if (!await Move(account, commodity, move.Sum(x => x.Posted), move.Sum(x => x.Held), ct))
            {
                return false;
            }
        }

        journal.Stamp(system.NowMicros);
        await JournalInsert.Run(db, journal, ct);
        return true;
    }

    /// <summary>
    /// Nobody else moves the account until this transaction ends; what is read of it from now on stands. False when
    /// nothing ever came in.
    /// </summary>
    public Task<bool> Lock(string account, string commodity, CancellationToken ct) =>
        Update(account, commodity, 0, 0, ct);

    /// <summary>Sets money aside; false when less is available.</summary>
    public Task<bool> Hold(string account, Quantity amount, CancellationToken ct) =>
        Move(account, amount.Commodity, 0, amount.Minor, ct);

    /// <summary>Makes available again what was held.</summary>
    public async Task LetGo(string account, Quantity amount, CancellationToken ct)
    {
        if (!amount.IsZero && !await Move(account, amount.Commodity, 0, -amount.Minor, ct))
        {
            throw new InvalidOperationException($"{account} does not hold {amount}.");
        }
    }

    private async Task<bool> Move(string account, string commodity, long posted, long held, CancellationToken ct)
    {
        if (await Update(account, commodity, posted, held, ct))
        {
            return true;
        }

        // Money never came in here: open the account, and only then. Somebody may have opened it since we looked.
        if (posted <= 0)
        {
            return false;
        }

        if (!await db.Balances.AnyAsync(x => x.Account == account && x.Commodity == commodity, ct))
        {
            await Open(account, commodity, ct);
        }

        return await Update(account, commodity, posted, held, ct);
    }

    private async Task<bool> Update(string account, string commodity, long posted, long held, CancellationToken ct)
    {
        var changed = await db.Database.ExecuteSqlAsync(
            $"""
            UPDATE wallet_balances SET "PostedMinor" = "PostedMinor" + {posted}, "HeldMinor" = "HeldMinor" + {held}
            WHERE "Account" = {account} AND "Commodity" = {commodity}
            AND "PostedMinor" + {posted} - ("HeldMinor" + {held}) >= 0 AND "HeldMinor" + {held} >= 0
            """,
            ct
        );
        return changed == 1;
    }

    /// <summary>
    /// Inserts the row unless somebody is faster: two first top-ups of one wallet both find it afterwards.
    /// </summary>
    private Task Open(string account, string commodity, CancellationToken ct) =>
        db.Engine == Engine.SqlServer
            ? db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_balances (Account, Commodity, PostedMinor, HeldMinor)
                SELECT {account}, {commodity}, 0, 0 WHERE NOT EXISTS (
                SELECT 1 FROM wallet_balances WITH (UPDLOCK, HOLDLOCK)
                WHERE Account = {account} AND Commodity = {commodity})
                """,
                ct
            )
            : db.Database.ExecuteSqlAsync(
                $"""
                INSERT INTO wallet_balances ("Account", "Commodity", "PostedMinor", "HeldMinor")
                VALUES ({account}, {commodity}, 0, 0) ON CONFLICT DO NOTHING
                """,
                ct
            );
}

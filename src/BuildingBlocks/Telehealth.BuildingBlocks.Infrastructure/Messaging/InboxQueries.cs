using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>The inbox's order, said once: by version, ordinal and sequence within (consumer, partition).</summary>
internal static class InboxQueries
{
    /// <summary>Ready rows no earlier row of their partition stands before; the next ones to process.</summary>
    public static IQueryable<InboxRow> Heads(this ModuleDbContext db) =>
        db.Inbox.Where(row =>
            row.State == InboxState.Ready
            && !db.Inbox.Any(earlier =>
                earlier.Consumer == row.Consumer
                && earlier.Partition == row.Partition
                && (
                    earlier.Version < row.Version
                    || (
                        earlier.Version == row.Version
                        && (
                            earlier.Ordinal < row.Ordinal
                            || (earlier.Ordinal == row.Ordinal && earlier.Sequence < row.Sequence)
                        )
                    )
                )
                && (earlier.State == InboxState.Ready || (earlier.State == InboxState.Dead && !earlier.SkipWhenDead))
            )
        );

    /// <summary>Ready rows that wait behind a dead one of their partition: only staff can free them.</summary>
    public static IQueryable<InboxRow> Halted(this ModuleDbContext db) =>
        db.Inbox.Where(row =>
            row.State == InboxState.Ready
            && db.Inbox.Any(earlier =>
                earlier.Consumer == row.Consumer
                && earlier.Partition == row.Partition
                && (
                    earlier.Version < row.Version
                    || (
                        earlier.Version == row.Version
                        && (
                            earlier.Ordinal < row.Ordinal
                            || (earlier.Ordinal == row.Ordinal && earlier.Sequence < row.Sequence)
                        )
                    )
                )
                && earlier.State == InboxState.Dead
                && !earlier.SkipWhenDead
            )
        );

    /// <summary>
    /// Flips a row to done if it still is the next one of its partition; false when another worker was faster. The
    /// condition is checked again here because the row was read outside the transaction.
    /// </summary>
    public static async Task<bool> Flip(this ModuleDbContext db, long sequence, long nowMicros, CancellationToken ct) =>
        await db.Heads()
            .Where(x => x.Sequence == sequence)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, InboxState.Done)
                        .SetProperty(x => x.DoneAtMicros, nowMicros)
                        .SetProperty(x => x.LastError, (string?)null),
                ct
            ) == 1;
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

/// <summary>Moves the snapshots of the accounts without a floor on, so that their tails stay short.</summary>
[InternalRequest]
internal sealed record TakeSnapshot(long ThroughSequence) : ICommand<Done>;

internal sealed class TakeSnapshotHandler(WalletDbContext db, IWork work) : ICommandHandler<TakeSnapshot, Done>
{
    public async Task<Result<Done>> Handle(TakeSnapshot command, CancellationToken ct)
    {
        await work.Begin(ct);
        var snapshots = await db.Snapshots.ToListAsync(ct);
        var start = snapshots.Count == 0 ? 0 : snapshots.Max(x => x.ThroughSequence);
        if (command.ThroughSequence <= start)
        {
            return Done.Value;
        }

        var tails = await db
            .Postings.WithoutFloor()
            .Where(x => x.Sequence > start && x.Sequence <= command.ThroughSequence)
            .GroupBy(x => new { x.Account, x.Commodity })
            .Select(x => new
            {
                x.Key.Account,
                x.Key.Commodity,
                Minor = x.Sum(y => y.AmountMinor),
            })
            .ToDictionaryAsync(x => (x.Account, x.Commodity), x => x.Minor, ct);
        foreach (var (account, commodity) in tails.Keys.Except(snapshots.Select(x => (x.Account, x.Commodity))))
        {
            var fresh = new TailSnapshot(account, commodity);
            db.Snapshots.Add(fresh);
            snapshots.Add(fresh);
        }

        // All of them to the same posting: a reader compares with one number.
        foreach (var snapshot in snapshots)
        {
            var tail = tails.GetValueOrDefault((snapshot.Account, snapshot.Commodity));
            snapshot.MoveOn(command.ThroughSequence, tail);
        }

        return Done.Value;
    }
}

/// <summary>Takes a snapshot when the tail has grown long.</summary>
internal sealed class SnapshotTails(
    WalletDbContext db,
    ISender sender,
    SystemTime system,
    IOptions<WalletOptions> options
) : IBackgroundWork
{
    // Sequences are drawn before their commits. What is older than this has no transaction open below it any more: a
    // lock is waited for 5 seconds at most.
    private const long SettledAfterMicros = 300_000_000;

    public string Name => "wallet.snapshot-tails";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var settled = system.NowMicros - SettledAfterMicros;
        var start = await db.Snapshots.MaxAsync(x => (long?)x.ThroughSequence, ct) ?? 0;
        var most = await db.Postings.MaxAsync(x => (long?)x.Sequence, ct) ?? 0;
        if (most - start < options.Value.SnapshotAfterPostings)
        {
            return 0;
        }

        var through = await (
            from posting in db.Postings
            join journal in db.Journals on posting.JournalId equals journal.Id
            where posting.Sequence > start && journal.RecordedAtMicros < settled
            select (long?)posting.Sequence
        ).MaxAsync(ct);
        if (through is not { } sequence || sequence - start < options.Value.SnapshotAfterPostings)
        {
            return 0;
        }

        var taken = await sender.SendAs(Actor.System(Name), new TakeSnapshot(sequence), ct);
        return taken.IsSuccess ? 1 : 0;
    }

    /// <summary>None: balances are right without it, only slower.</summary>
    public Task<int> Pending(CancellationToken ct) => Task.FromResult(0);
}

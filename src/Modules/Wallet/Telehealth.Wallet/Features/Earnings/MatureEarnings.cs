using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>Makes an earning withdrawable whose time has come (WAL-18).</summary>
[InternalRequest]
internal sealed record MatureEarning(long Sequence) : ICommand<Done>;

internal sealed class MatureEarningHandler(WalletDbContext db, WithdrawableFloor floor, IWork work, IClock clock)
    : ICommandHandler<MatureEarning, Done>
{
    public async Task<Result<Done>> Handle(MatureEarning command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var line = await db.Earnings.AsNoTracking().FirstOrDefaultAsync(x => x.Sequence == command.Sequence, ct);
        if (line is null)
        {
            return Done.Value;
        }

        await work.Begin(ct);
        var matured = await db
            .Earnings.Where(x => x.Sequence == line.Sequence && x.MaturedAt == null && x.AvailableAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.MaturedAt, now), ct);
        // A session that was free brought nothing to raise. A line's journal is never reversed: the ledger refuses that
        // for a settled booking, so what matures here is owed.
        if (matured == 1 && line.ShareMinor > 0)
        {
            await floor.Raise(line.ProviderId, line.Share, ct);
        }

        return Done.Value;
    }
}

/// <summary>Finds the earnings whose dispute delay is over on the business clock.</summary>
internal sealed class MatureEarnings(WalletDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "wallet.mature-earnings";

    public Lane Lane => Lane.Ordinary;

    public async Task<Instant?> NextDue(CancellationToken ct) =>
        await db
            .Earnings.Where(x => x.MaturedAt == null)
            .OrderBy(x => x.AvailableAt)
            .Select(x => (Instant?)x.AvailableAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Earnings.Where(x => x.MaturedAt == null && x.AvailableAt <= now)
                .OrderBy(x => x.AvailableAt)
                .ThenBy(x => x.Sequence)
                .Select(x => x.Sequence)
                .Take(Batch)
                .ToListAsync(ct);
            var refused = 0;
            foreach (var sequence in due)
            {
                var result = await sender.SendAs(Actor.System(Name), new MatureEarning(sequence), ct);
                refused += result.IsSuccess ? 0 : 1;
            }

            if (due.Count < Batch || refused > 0)
            {
                return;
            }
        }
    }
}

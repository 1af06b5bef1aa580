using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>Asks whose a reserved cover is, and lets it go when it is nobody's.</summary>
[InternalRequest]
internal sealed record SettleCoverOwner(CoverId CoverId) : ICommand<CoverOwnership>;

internal sealed class SettleCoverOwnerHandler(WalletDbContext db, CoverRelease covers, IWork work, ISender sender)
    : ICommandHandler<SettleCoverOwner, CoverOwnership>
{
    public async Task<Result<CoverOwnership>> Handle(SettleCoverOwner command, CancellationToken ct)
    {
        // A "no" comes with a refusal row at this id over there, so that the owner's late commit loses.
        var pool = await sender.Send(new DisownPoolCover(command.CoverId), ct);
        var answer =
            pool.Error is { } unsaid ? unsaid
            : pool.Value.Owned ? new CoverOwnership(Owned: true)
            : await sender.Send(new DisownCover(command.CoverId), ct);
        if (answer.Error is { } error)
        {
            return error;
        }

        await work.Begin(ct);
        if (answer.Value.Owned)
        {
            var cover = await db.Covers.FirstAsync(x => x.Id == command.CoverId, ct);
            cover.Claim();
        }
        else
        {
            await covers.Release(command.CoverId, ct);
        }

        return answer;
    }
}

/// <summary>
/// Heals a death between reserving and the owner's commit: covers older than two minutes of system time whose owner is
/// not known yet (commands.md, "verify").
/// </summary>
internal sealed class DisownCovers(WalletDbContext db, ISender sender, SystemTime system) : IBackgroundWork
{
    private const long GraceMicros = 120_000_000;
    private const int Batch = 100;

    public string Name => "wallet.disown-covers";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var before = force ? long.MaxValue : system.NowMicros - GraceMicros;
        var ids = await Unknown
            .Where(x => x.ReservedAtMicros <= before)
            .OrderBy(x => x.ReservedAtMicros)
            .Select(x => x.Id)
            .Take(Batch)
            .ToListAsync(ct);
        var settled = 0;
        foreach (var id in ids)
        {
            var result = await sender.SendAs(Actor.System(Name), new SettleCoverOwner(id), ct);
            settled += result.IsSuccess ? 1 : 0;
        }

        return settled;
    }

    public Task<int> Pending(CancellationToken ct) => Unknown.CountAsync(ct);

    private IQueryable<Cover> Unknown => db.Covers.Where(x => x.State == CoverState.Reserved && !x.OwnerKnown);
}

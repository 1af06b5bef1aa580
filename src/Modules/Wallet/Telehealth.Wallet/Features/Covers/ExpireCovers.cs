using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>Ends a reservation whose time is over.</summary>
[InternalRequest]
internal sealed record ExpireCover(CoverId CoverId) : ICommand<Done>;

internal sealed class ExpireCoverHandler(WalletDbContext db, CoverRelease covers, IWork work, IClock clock)
    : ICommandHandler<ExpireCover, Done>
{
    public async Task<Result<Done>> Handle(ExpireCover command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var cover = await db.Covers.FirstOrDefaultAsync(x => x.Id == command.CoverId, ct);
        if (cover is not null)
        {
            await covers.LetGo(cover, cover.Expire(now), ct);
        }

        return Done.Value;
    }
}

/// <summary>Finds the reservations whose time is over on the business clock.</summary>
internal sealed class ExpireCovers(WalletDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 200;

    public string Name => "wallet.expire-covers";

    public Lane Lane => Lane.Ordinary;

    public async Task<Instant?> NextDue(CancellationToken ct) =>
        await db
            .Covers.Where(x => x.State == CoverState.Reserved)
            .OrderBy(x => x.ExpiresAt)
            .Select(x => (Instant?)x.ExpiresAt)
            .FirstOrDefaultAsync(ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Covers.Where(x => x.State == CoverState.Reserved && x.ExpiresAt <= now)
                .OrderBy(x => x.ExpiresAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var refused = 0;
            foreach (var id in due)
            {
                var result = await sender.SendAs(Actor.System(Name), new ExpireCover(id), ct);
                refused += result.IsSuccess ? 0 : 1;
            }

            if (due.Count < Batch || refused > 0)
            {
                return;
            }
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Domain;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Covers;

/// <summary>
/// Says whether the pool holds a cover; if not, a row at its id says so for good, and a late request loses to it.
/// </summary>
internal sealed class AnswerDisownPoolCover(QuickConnectDbContext db, IWork work)
    : ICommandHandler<DisownPoolCover, PoolCoverOwnership>
{
    private static readonly Error JustTaken = Error.Conflict(
        "quickconnect.cover-just-taken",
        "The cover found its owner at this moment; ask again."
    );

    public async Task<Result<PoolCoverOwnership>> Handle(DisownPoolCover command, CancellationToken ct)
    {
        await work.Begin(ct);
        var known = await db.CoverClaims.AsNoTracking().FirstOrDefaultAsync(x => x.CoverId == command.CoverId, ct);
        if (known is not null)
        {
            return new PoolCoverOwnership(!known.Disowned);
        }

        db.CoverClaims.Add(new PoolCoverClaim { CoverId = command.CoverId, Disowned = true });
        try
        {
            await work.Flush(ct);
            return new PoolCoverOwnership(Owned: false);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return JustTaken;
        }
    }
}

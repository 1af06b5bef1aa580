using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Covers;

/// <summary>
/// Says whose a cover is. When nobody here knows it, a row at its id says so for good: a request that commits late
/// meets that row and loses (commands.md, "verify").
/// </summary>
internal sealed class AnswerDisownCover(MarketplaceDbContext db, IWork work)
    : ICommandHandler<DisownCover, CoverOwnership>
{
    private static readonly Error JustTaken = Error.Conflict(
        "marketplace.cover-just-taken",
        "The cover found its owner at this moment; ask again."
    );

    public async Task<Result<CoverOwnership>> Handle(DisownCover command, CancellationToken ct)
    {
        await work.Begin(ct);
        var known = await db.CoverClaims.AsNoTracking().FirstOrDefaultAsync(x => x.CoverId == command.CoverId, ct);
        if (known is not null)
        {
            return new CoverOwnership(!known.Disowned);
        }

        db.CoverClaims.Add(new CoverClaim { CoverId = command.CoverId, Disowned = true });
        try
        {
            await work.Flush(ct);
            return new CoverOwnership(Owned: false);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return JustTaken;
        }
    }
}

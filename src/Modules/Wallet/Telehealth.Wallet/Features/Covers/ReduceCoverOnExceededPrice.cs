using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Marketplace.Contracts;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Covers;

/// <summary>
/// A broadcast was taken for less than the client's limit: the difference is the client's again (MKT-11).
/// </summary>
[Consumer("wallet.reduce-cover", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class ReduceCoverOnExceededPrice(WalletDbContext db, CoverRelease covers)
    : IReaction<CoverExceededPriceV1>
{
    public async Task On(CoverExceededPriceV1 integrationEvent, CancellationToken ct)
    {
        if (await db.Covers.FirstOrDefaultAsync(x => x.Id == integrationEvent.CoverId, ct) is { } cover)
        {
            var freed = cover.Reduce(integrationEvent.Attempt, integrationEvent.Price);
            await covers.LetGo(cover, freed, ct);
        }
    }
}

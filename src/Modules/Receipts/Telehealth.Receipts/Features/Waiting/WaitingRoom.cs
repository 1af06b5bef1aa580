using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;

namespace Telehealth.Receipts.Features.Waiting;

/// <summary>Where documents wait for a name, in the transaction of the event they answer.</summary>
internal sealed class WaitingRoom(ReceiptsDbContext db, IWork work)
{
    public async Task Wait(WaitingDocument owed, CancellationToken ct)
    {
        var (id, person) = (owed.Id, owed.NeededFrom);
        var known = await db.Waiting.FirstOrDefaultAsync(x => x.Id == id, ct);
        var others = await db.Waiting.AnyAsync(x => x.NeededFrom == person && x.IssuedAt == null && x.Id != id, ct);
        known?.AskAgain(new MissingName(person, owed.OfProvider));
        if (known is null)
        {
            db.Waiting.Add(owed);
        }

        work.Publish(
            new DocumentNameNeededV1(id, owed.Kind, person, owed.OfProvider, owed.Reference, First: !others),
            $"name:{person}",
            known?.Asked ?? owed.Asked
        );
    }

    /// <summary>Lets all that waits for this name be issued, each on its own.</summary>
    public async Task Release(MissingName name, CancellationToken ct)
    {
        var (person, ofProvider) = (name.From, name.OfProvider);
        var waiting = await db
            .Waiting.AsNoTracking()
            .Where(x => x.NeededFrom == person && x.OfProvider == ofProvider && x.IssuedAt == null)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        foreach (var owed in waiting)
        {
            work.Publish(new DocumentNameGivenV1(owed.Id), $"waiting:{owed.Id}", owed.Asked);
        }
    }
}

using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Features.Documents;

namespace Telehealth.Receipts.Features.Waiting;

/// <summary>A person gave a name documents can carry: what waited for it is issued.</summary>
[Consumer("receipts.release-on-person-named", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class ReleaseOnPersonNamed(WaitingRoom room) : IReaction<PersonNamedV1>
{
    public Task On(PersonNamedV1 named, CancellationToken ct) =>
        room.Release(new MissingName(named.PersonId, OfProvider: false), ct);
}

/// <summary>A provider wrote billing details documents can carry: what waited for them is issued.</summary>
[Consumer("receipts.release-on-supplier-named", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class ReleaseOnSupplierNamed(WaitingRoom room) : IReaction<SupplierNamedV1>
{
    public Task On(SupplierNamedV1 named, CancellationToken ct) =>
        room.Release(new MissingName(named.ProviderId.Person, OfProvider: true), ct);
}

/// <summary>
/// The name may have come between the question and the row that waits for it: looked at once more, now that the row is
/// there for whoever comes later.
/// </summary>
[Consumer("receipts.look-again-for-name", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class LookAgainOnNameNeeded(WaitingRoom room, ISender sender) : IReaction<DocumentNameNeededV1>
{
    private bool there;

    public async Task Prepare(DocumentNameNeededV1 needed, CancellationToken ct) =>
        there = needed.OfProvider
            ? (await sender.Ask(new GetSupplier(ProviderId.Of(needed.NeededFrom)), ct)).CanBePrinted
            : (await sender.Ask(new GetPerson(needed.NeededFrom), ct)).PrintedName is not null;

    public Task On(DocumentNameNeededV1 needed, CancellationToken ct) =>
        there ? room.Release(new MissingName(needed.NeededFrom, needed.OfProvider), ct) : Task.CompletedTask;
}

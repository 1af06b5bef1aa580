using Telehealth.BuildingBlocks;

namespace Telehealth.Receipts.Contracts;

/// <summary>
/// A document is owed, but cannot carry the name it must show; it waits, without a number. Partition: who is
/// asked, so that nobody is asked twice at once.
/// </summary>
/// <param name="DocumentId">The document to come.</param>
/// <param name="Kind">What it will be.</param>
/// <param name="NeededFrom">Whose name is needed.</param>
/// <param name="OfProvider">True when it is about a provider's billing details, false for a client's name.</param>
/// <param name="Reference">The booking's number, or the withdrawal's reference.</param>
/// <param name="First">True when nothing else waits for this person: one message is enough for all.</param>
[WireName("receipts.document-name-needed.v1")]
public sealed record DocumentNameNeededV1(
    DocumentId DocumentId,
    DocumentKind Kind,
    PersonId NeededFrom,
    bool OfProvider,
    string Reference,
    bool First
) : IIntegrationEvent;

/// <summary>The name a document waited for is there: it is issued now. Partition: the waiting document.</summary>
/// <param name="DocumentId">The document to come.</param>
[WireName("receipts.document-name-given.v1")]
public sealed record DocumentNameGivenV1(DocumentId DocumentId) : IIntegrationEvent;

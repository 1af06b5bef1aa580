using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Contracts;

/// <summary>
/// Whether sessions may be booked for this person: of age in the country where the person lives, or with a guardian's
/// consent on record whose review is not overdue (COM-04).
/// </summary>
/// <remarks>
/// Errors: <c>compliance.birth-date-needed</c> (422), <c>compliance.consent-needed</c> (422),
/// <c>compliance.consent-review-overdue</c> (422).
/// </remarks>
/// <param name="ClientId">Who is booked for.</param>
[InternalRequest]
public sealed record MayBook(PersonId ClientId) : IQuery<Done>;

/// <summary>
/// A guardian's consent has to be looked at again; until then no new session is booked. Partition: the consent.
/// </summary>
/// <param name="ConsentId">The consent.</param>
[WireName("compliance.consent-review-due.v1")]
public sealed record ConsentReviewDueV1(Guid ConsentId) : IIntegrationEvent;

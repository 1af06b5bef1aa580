using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>
/// Time of a provider kept for somebody who has not decided yet. Its claims stand under its id, so that for everybody
/// else the time is taken.
/// </summary>
internal sealed class TimeHold
{
    public required TimeHoldId Id { get; init; }

    public required ProviderId ProviderId { get; init; }

    public required Instant StartsAt { get; init; }

    /// <summary>When it ends by itself, whatever became of whoever holds it.</summary>
    public required Instant LapsesAt { get; init; }

    /// <summary>What its claims are called.</summary>
    public static BookingId ClaimsOf(TimeHoldId id) => new(id.Value);
}

namespace Telehealth.BuildingBlocks;

/// <summary>
/// The root of what changes together. Its version row is updated by every transaction that changes it, so it orders
/// the aggregate's events and refuses a stale writer.
/// </summary>
public abstract class AggregateRoot
{
    /// <summary>Raised by one in each transaction that changes the aggregate; the ETag and the events' order.</summary>
    public long Version { get; private set; }

    /// <summary>Called by the unit of work, once a transaction.</summary>
    public void Touch() => Version++;
}

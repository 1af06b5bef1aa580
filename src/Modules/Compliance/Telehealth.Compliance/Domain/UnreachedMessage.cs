using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

/// <summary>A text message or mail to a safeguarding lead that did not go out, at least at first.</summary>
internal sealed class UnreachedMessage : AggregateRoot
{
    public const int LongestFailure = 120;

    private UnreachedMessage() { }

    public UnreachedMessage(Guid id, Guid causeId, PersonId to, bool byText, ConcernId? alertId, Instant at)
    {
        Id = id;
        CauseId = causeId;
        To = to;
        ByText = byText;
        AlertId = alertId;
        FailedAt = at;
    }

    public long Sequence { get; private set; }

    /// <summary>The message: one person, one way.</summary>
    public Guid Id { get; private set; }

    /// <summary>What it is because of.</summary>
    public Guid CauseId { get; private set; }

    public PersonId To { get; private set; }

    public bool ByText { get; private set; }

    /// <summary>Null when it is about a case.</summary>
    public ConcernId? AlertId { get; private set; }

    public Instant FailedAt { get; private set; }

    /// <summary>The last reason: a code.</summary>
    public string Failure { get; private set; } = "";

    /// <summary>When a later try reached the lead; null until then.</summary>
    public Instant? ReachedAt { get; private set; }

    public void Fail(string why)
    {
        Failure = why.Length <= LongestFailure ? why : why[..LongestFailure];
        ReachedAt = null;
    }

    public void Reach(Instant now) => ReachedAt ??= now;
}

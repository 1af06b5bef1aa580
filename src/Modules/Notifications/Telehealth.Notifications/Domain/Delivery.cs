using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>How a message goes out of the house.</summary>
public enum Channel
{
    /// <summary>By email.</summary>
    Email,

    /// <summary>By text message, to verified numbers only.</summary>
    Sms,
}

/// <summary>What became of a delivery.</summary>
public enum DeliveryState
{
    /// <summary>Waits to be sent, or to be tried again.</summary>
    Ready,

    /// <summary>The server or gateway took it.</summary>
    Sent,

    /// <summary>Nobody to send it to, or no longer of use.</summary>
    Skipped,

    /// <summary>Failed too often; staff look at it.</summary>
    Dead,

    /// <summary>Given up by staff with a reason.</summary>
    Discarded,
}

/// <summary>
/// One message to one person by one channel because of one event. It holds ids and amounts only; names, addresses,
/// links and words are asked for when it is sent. Changed by conditional updates alone.
/// </summary>
internal sealed class Delivery
{
    public const int MostTries = 8;

    private Delivery() { }

    public Delivery(Guid eventId, Channel channel, PersonId person, MessageKind kind, string facts, long nowMicros)
    {
        Id = Ids.Derive("delivery", eventId.ToString(), channel.ToString(), person.ToString());
        EventId = eventId;
        Channel = channel;
        PersonId = person;
        Template = kind.Template;
        Lane = kind.Lane;
        Facts = facts;
        NextTryAtMicros = nowMicros;
        CreatedAtMicros = nowMicros;
    }

    public long Sequence { get; private set; }

    /// <summary>
    /// Also the Message-ID and the SMS gateway's idempotency key: a repeated send is recognised as such.
    /// </summary>
    public Guid Id { get; private set; }
    public Guid EventId { get; private set; }
    public Channel Channel { get; private set; }
    public PersonId PersonId { get; private set; }
    public string Template { get; private set; } = "";

    /// <summary>The kind's lane when it was written down.</summary>
    public Lane Lane { get; private set; }

    /// <summary><see cref="MessageFacts"/> as JSON.</summary>
    public string Facts { get; private set; } = "";
    public DeliveryState State { get; private set; }
    public int Tries { get; private set; }

    /// <summary>System time.</summary>
    public long NextTryAtMicros { get; private set; }

    /// <summary>System time until which one host is sending it.</summary>
    public long LeasedUntilMicros { get; private set; }
    public long CreatedAtMicros { get; private set; }
    public long? SettledAtMicros { get; private set; }

    /// <summary>The last failure or why it was skipped: a code or an exception's type, no personal data.</summary>
    public string? LastError { get; private set; }

    /// <summary>What staff did with it, and who.</summary>
    public string? Resolution { get; private set; }
}

/// <summary>When a failed delivery is tried again.</summary>
internal static class Backoff
{
    private const long Second = 1_000_000;

    /// <summary>10 s, 20 s, 40 s … at most an hour, plus up to a fifth so that many do not come back at once.</summary>
    public static long AfterMicros(int tries, double jitter)
    {
        var wait = Math.Min(10 * Second << Math.Clamp(tries - 1, 0, 20), 3600 * Second);
        return wait + (long)(wait * 0.2 * jitter);
    }
}

/// <summary>What is refused around deliveries.</summary>
internal static class DeliveryErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "notifications.delivery-not-found",
        "There is no such delivery."
    );

    public static readonly Error Taken = Error.Conflict(
        "notifications.delivery-taken",
        "Somebody else is sending or has settled this delivery."
    );

    public static readonly Error NotStuck = Error.Conflict(
        "notifications.delivery-not-stuck",
        "Only a dead or skipped delivery can be sent again or discarded; this one is neither."
    );
}

namespace Telehealth.Wallet.Domain;

/// <summary>What became of a webhook event.</summary>
internal enum StripeEventState
{
    /// <summary>Its top-up is not known here yet, or Stripe did not answer: tried again.</summary>
    Waiting,

    /// <summary>Its effect is committed.</summary>
    Processed,

    /// <summary>Nothing of ours, or nothing to do.</summary>
    Ignored,

    /// <summary>What Stripe says of it fits nothing here: kept for staff to look at.</summary>
    Strange,
}

/// <summary>A webhook event, kept so that a second delivery finds it done (WAL-06).</summary>
internal sealed class StripeEvent
{
    private StripeEvent() { }

    public StripeEvent(string id, string type, string? objectId, long receivedAtMicros)
    {
        Id = id;
        Type = type;
        ObjectId = objectId;
        ReceivedAtMicros = receivedAtMicros;
        NextTryAtMicros = receivedAtMicros;
    }

    public string Id { get; private set; } = "";

    public string Type { get; private set; } = "";

    /// <summary>Stripe's id of what it is about: a PaymentIntent or a payout.</summary>
    public string? ObjectId { get; private set; }

    /// <summary>System time in microseconds.</summary>
    public long ReceivedAtMicros { get; private set; }

    public long NextTryAtMicros { get; private set; }

    public int Tries { get; private set; }

    public StripeEventState State { get; private set; }

    public void Settle(StripeEventState state) => State = state;

    /// <summary>Waits twice as long after every try, an hour at most.</summary>
    public void WaitOn(long nowMicros)
    {
        Tries++;
        NextTryAtMicros = nowMicros + (Math.Min(3_600, 1L << Math.Min(Tries, 12)) * 1_000_000);
    }
}

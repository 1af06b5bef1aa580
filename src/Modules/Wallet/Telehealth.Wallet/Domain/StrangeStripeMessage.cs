namespace Telehealth.Wallet.Domain;

/// <summary>
/// A webhook's body that was signed well and still could not be taken in (WAL-06), kept for staff to see. The same body
/// sent again is counted, not kept twice.
/// </summary>
internal sealed class StrangeStripeMessage
{
    /// <summary>As much of a body as is kept.</summary>
    public const int LongestExcerpt = 4_000;

    private StrangeStripeMessage() { }

    public StrangeStripeMessage(string sha256, string reason, string body, long nowMicros)
    {
        Sha256 = sha256;
        Reason = reason;
        Length = body.Length;
        // A database's text holds no NUL.
        Excerpt = body[..Math.Min(body.Length, LongestExcerpt)].Replace('\0', '\u2400');
        FirstAtMicros = nowMicros;
        LastAtMicros = nowMicros;
        Times = 1;
    }

    public long Sequence { get; private set; }

    /// <summary>Of the whole body, in hex.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>What is odd about it.</summary>
    public string Reason { get; private set; } = "";

    /// <summary>How many characters the body has.</summary>
    public int Length { get; private set; }

    /// <summary>Its beginning.</summary>
    public string Excerpt { get; private set; } = "";

    /// <summary>System time in microseconds.</summary>
    public long FirstAtMicros { get; private set; }

    public long LastAtMicros { get; private set; }

    public int Times { get; private set; }

    /// <summary>It came once more.</summary>
    public void SeeAgain(long nowMicros)
    {
        Times++;
        LastAtMicros = nowMicros;
    }
}

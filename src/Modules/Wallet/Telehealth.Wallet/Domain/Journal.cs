using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>One line to post: debits above zero, credits below, as hledger writes them.</summary>
internal readonly record struct Entry(string Account, Quantity Amount)
{
    public static Entry Debit(string account, Quantity amount) => new(account, amount);

    public static Entry Credit(string account, Quantity amount) => new(account, -amount);
}

/// <summary>Where a journal comes from: with the external id, unique (one transaction per outside fact).</summary>
internal static class JournalSources
{
    public const string Stripe = "stripe";
    public const string StripePayout = "stripe-payout";
    public const string Cover = "cover";
    public const string Reversal = "reversal";
    public const string Payout = "payout";
    public const string Credits = "credits";
}

/// <summary>One balanced, immutable transaction. Corrections are reversals, never changes (WAL-01).</summary>
internal sealed class Journal
{
    private readonly List<Posting> postings = [];

    private Journal() { }

    /// <summary>
    /// Drafts a journal. An unbalanced one is a bug of ours, not a refusal, so it throws. Lines of zero are left out.
    /// </summary>
    public Journal(
        string source,
        string externalId,
        Instant businessAt,
        string reason,
        ReadOnlySpan<Entry> entries,
        string? bookingNumber = null,
        Journal? reverses = null
    )
    {
        Id = new(Ids.New());
        Source = source;
        ExternalId = externalId;
        BusinessAt = businessAt;
        Reason = reason;
        BookingNumber = bookingNumber;
        ReversesId = reverses?.Id;
        foreach (var entry in entries)
        {
            if (!entry.Amount.IsZero)
            {
                postings.Add(new Posting(Id, postings.Count + 1, entry.Account, entry.Amount));
            }
        }

        Check();
    }

    public JournalId Id { get; private set; }

    public string Source { get; private set; } = "";

    public string ExternalId { get; private set; } = "";

    /// <summary>When it happened, on the business clock.</summary>
    public Instant BusinessAt { get; private set; }

    public string Reason { get; private set; } = "";

    public string? BookingNumber { get; private set; }

    public JournalId? ReversesId { get; private set; }

    /// <summary>System time in microseconds since 1970; only the snapshot job reads it.</summary>
    public long RecordedAtMicros { get; private set; }

    public IReadOnlyList<Posting> Postings => postings;

    /// <summary>The mirror of a journal; the database lets it in once per original.</summary>
    public Result<Journal> Reverse(Instant businessAt, string reason)
    {
        if (ReversesId is not null)
        {
            return JournalErrors.ReversalOfReversal;
        }

        if (Source == JournalSources.Cover)
        {
            return JournalErrors.SettledBooking;
        }

        if (Source == JournalSources.Payout)
        {
            return JournalErrors.PayoutOnly;
        }

        if (Source == JournalSources.Credits)
        {
            return JournalErrors.CreditsOnly;
        }

        var mirrored = postings.OrderBy(x => x.Line).Select(x => new Entry(x.Account, -x.Amount)).ToArray();
        return new Journal(JournalSources.Reversal, Id.ToString(), businessAt, reason, mirrored, BookingNumber, this);
    }

    public void Stamp(long recordedAtMicros) => RecordedAtMicros = recordedAtMicros;

    private void Check()
    {
        if (postings.Count < 2)
        {
            throw new InvalidOperationException($"Journal {Source}/{ExternalId} has fewer than two lines.");
        }

        foreach (var commodity in postings.GroupBy(x => x.Commodity))
        {
            if (commodity.Aggregate(0L, (sum, x) => checked(sum + x.AmountMinor)) != 0)
            {
                throw new InvalidOperationException($"Journal {Source}/{ExternalId} is not balanced.");
            }
        }
    }
}

/// <summary>One line of a journal, insert-only: database triggers refuse every change.</summary>
internal sealed class Posting
{
    private Posting() { }

    public Posting(JournalId journalId, int line, string account, Quantity amount)
    {
        JournalId = journalId;
        Line = line;
        Account = account;
        Commodity = amount.Commodity;
        AmountMinor = amount.Minor;
    }

    /// <summary>Cursor of an account's statement. On an account with a floor it follows the commits' order.</summary>
    public long Sequence { get; private set; }

    public JournalId JournalId { get; private set; }

    public int Line { get; private set; }

    public string Account { get; private set; } = "";

    public string Commodity { get; private set; } = "";

    public long AmountMinor { get; private set; }

    public Quantity Amount => new(AmountMinor, Commodity);
}

/// <summary>
/// The floor row of an account that may never be overdrawn. Liabilities: posted counts what we owe. Changed only by
/// conditional updates, so there is no method here that changes it.
/// </summary>
internal sealed class Balance
{
    public string Account { get; private set; } = "";

    public string Commodity { get; private set; } = "";

    public long PostedMinor { get; private set; }

    public long HeldMinor { get; private set; }

    public Money Posted => new(PostedMinor, Currency.Of(Commodity));

    public Money Held => new(HeldMinor, Currency.Of(Commodity));

    public Money Available => new(PostedMinor - HeldMinor, Currency.Of(Commodity));
}

/// <summary>The balance of an account without a floor, up to a posting; what came later is its tail.</summary>
internal sealed class TailSnapshot
{
    private TailSnapshot() { }

    public TailSnapshot(string account, string commodity)
    {
        Account = account;
        Commodity = commodity;
    }

    public string Account { get; private set; } = "";

    public string Commodity { get; private set; } = "";

    public long ThroughSequence { get; private set; }

    public long BalanceMinor { get; private set; }

    public void MoveOn(long throughSequence, long tailMinor)
    {
        BalanceMinor = checked(BalanceMinor + tailMinor);
        ThroughSequence = throughSequence;
    }
}

internal static class JournalErrors
{
    public static readonly Error NotFound = Error.NotFound("wallet.journal-not-found", "There is no such journal.");

    public static readonly Error ReversalOfReversal = Error.Refused(
        "wallet.reversal-of-reversal",
        "A reversal cannot be reversed. Post the movement anew instead."
    );

    public static readonly Error SettledBooking = Error.Refused(
        "wallet.settled-booking",
        "A settled booking is not undone in the ledger alone: its receipt would go on saying it was paid."
    );

    public static readonly Error PayoutOnly = Error.Refused(
        "wallet.payout-journal",
        "A payout is not undone in the ledger alone: what became of it is what the bank says."
    );

    public static readonly Error CreditsOnly = Error.Refused(
        "wallet.credits-journal",
        "Credits and visits are given and taken back by their programme, not in the ledger alone."
    );

    public static readonly Error AlreadyReversed = Error.Conflict(
        "wallet.already-reversed",
        "This journal has been reversed already."
    );

    public static readonly Error BelowFloor = Error.Refused(
        "wallet.insufficient-funds",
        "The balance does not cover this amount."
    );
}

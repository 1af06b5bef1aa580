using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

/// <summary>What a line of a bank's file did.</summary>
public enum AnswerEffect
{
    /// <summary>It moved a payout forward.</summary>
    Applied,

    /// <summary>It was known already, or a later answer was there before it.</summary>
    NoChange,

    /// <summary>It answers no payment of a file of ours: the payment or the message it names is another.</summary>
    Unmatched,

    /// <summary>It does not fit what is known: somebody has to look.</summary>
    NeedsEyes,
}

/// <summary>A bank's answer file, kept as it came (WAL-11).</summary>
internal sealed class BankAnswer
{
    private BankAnswer() { }

    public BankAnswer(
        Guid id,
        string fileId,
        string format,
        string sha256,
        int lines,
        byte[] sealedContent,
        string by,
        Instant now
    )
    {
        Id = id;
        FileId = fileId;
        Format = format;
        Sha256 = sha256;
        Lines = lines;
        SealedContent = sealedContent;
        ImportedBy = by;
        ImportedAt = now;
    }

    public long Sequence { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>The bank's own id of the file.</summary>
    public string FileId { get; private set; } = "";

    public string Format { get; private set; } = "";

    public string Sha256 { get; private set; } = "";

    public int Lines { get; private set; }

    /// <summary>How many of them are taken in; raised in the transaction that takes them in.</summary>
    public int LinesDone { get; private set; }

    public byte[] SealedContent { get; private set; } = [];

    public string ImportedBy { get; private set; } = "";

    public Instant ImportedAt { get; private set; }
}

/// <summary>One line of it, and what came of it.</summary>
internal sealed class BankAnswerRow
{
    private BankAnswerRow() { }

    public BankAnswerRow(Guid answer, int line, PayoutOutcome outcome, string? reason, AnswerEffect effect)
    {
        AnswerId = answer;
        Line = line;
        Outcome = outcome;
        Reason = reason;
        Effect = effect;
    }

    public long Sequence { get; private set; }

    public Guid AnswerId { get; private set; }

    /// <summary>Counted from one; a line about a whole message has one row for each of its payouts.</summary>
    public int Line { get; private set; }

    public PayoutOutcome Outcome { get; private set; }

    public string? Reason { get; private set; }

    public AnswerEffect Effect { get; private set; }

    /// <summary>The payment it names, as the bank wrote it.</summary>
    public string? EndToEndId { get; init; }

    public string? MessageId { get; init; }

    public long? AmountMinor { get; init; }

    public string? Currency { get; init; }

    public string? BankReference { get; init; }

    public WithdrawalId? WithdrawalId { get; init; }
}

internal static class BankAnswerErrors
{
    public static readonly Error NotFound = Error.NotFound("wallet.bank-answer-not-found", "There is no such file.");

    public static readonly Error SameIdOtherContent = Error.Conflict(
        "wallet.bank-answer-id-taken",
        "A different file with the same id of the bank was imported before. Nothing was changed; ask the bank."
    );

    public static Error TooLarge(int mostBytes) =>
        Error.Invalid(
            "wallet.bank-answer-too-large",
            "file",
            $"This file is larger than {mostBytes / 1024 / 1024} MB. Ask the bank for one file a day."
        );
}

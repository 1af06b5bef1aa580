using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>A batch of payouts.</summary>
/// <param name="Id">The batch.</param>
/// <param name="State">How far it has come.</param>
/// <param name="PayingAccount">The account it goes out of.</param>
/// <param name="PayDate">
/// The day the money is to arrive. Until the approval it moves on by itself once it is over; an approval names it.
/// </param>
/// <param name="MovedFrom">The day it was gathered for, when that cannot be kept; null when it can.</param>
/// <param name="MessageId">What the bank calls it.</param>
/// <param name="Payouts">How many payouts are in it.</param>
/// <param name="Unanswered">How many of them the bank has not finally answered for.</param>
/// <param name="NotPaid">How many of them the bank refused, stopped or sent back.</param>
/// <param name="Total">Their sum.</param>
/// <param name="PreparedBy">Who gathered it.</param>
/// <param name="PreparedAt">When.</param>
/// <param name="ReviewedBy">Who looked at it, or null.</param>
/// <param name="ApprovedBy">Who approved it, or null.</param>
/// <param name="ApprovedAt">When, or null.</param>
/// <param name="OrderHash">SHA-256 of the approved order, or null.</param>
/// <param name="SentAt">When the bank had it, or null.</param>
/// <param name="Version">Raised by every change; an approval may name the one that was looked at.</param>
public sealed record BatchAnswer(
    PayoutBatchId Id,
    PayoutBatchState State,
    string PayingAccount,
    LocalDate PayDate,
    LocalDate? MovedFrom,
    string MessageId,
    int Payouts,
    int Unanswered,
    int NotPaid,
    Money Total,
    PersonId PreparedBy,
    Instant PreparedAt,
    PersonId? ReviewedBy,
    PersonId? ApprovedBy,
    Instant? ApprovedAt,
    string? OrderHash,
    Instant? SentAt,
    long Version
)
{
    /// <summary>Before the bank answers nothing of it is refused.</summary>
    internal static BatchAnswer Of(PayoutBatch batch, ExecutionDates dates, int notPaid = 0)
    {
        var payDate = dates.Of(batch);
        return new(
            batch.Id,
            batch.State,
            batch.PayingAccount,
            payDate,
            payDate == batch.PayDate ? null : batch.PayDate,
            batch.MessageId,
            batch.Count,
            batch.State == PayoutBatchState.Abandoned ? 0 : batch.OpenCount,
            notPaid,
            batch.Total,
            batch.PreparedBy,
            batch.PreparedAt,
            batch.ReviewedBy,
            batch.ApprovedBy,
            batch.ApprovedAt,
            batch.OrderHash,
            batch.SentAt,
            batch.Version
        );
    }
}

/// <summary>One payout of a batch.</summary>
/// <param name="WithdrawalId">The withdrawal it pays.</param>
/// <param name="ProviderId">Whose.</param>
/// <param name="Reference">The withdrawal's reference.</param>
/// <param name="EndToEndId">What the bank's answers name.</param>
/// <param name="PayeeName">The holder of the account, as the provider wrote it.</param>
/// <param name="MaskedAccount">Where to, masked.</param>
/// <param name="Amount">How much.</param>
/// <param name="Outcome">What is known of it.</param>
/// <param name="Reason">The bank's reason, such as AC04, or null.</param>
/// <param name="AnswerDueAt">When the bank's silence becomes unknown, or null before it is sent.</param>
/// <param name="MayResolve">True when a second person may say by hand what became of it.</param>
public sealed record PayoutAnswer(
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Reference,
    string EndToEndId,
    string PayeeName,
    string MaskedAccount,
    Money Amount,
    PayoutOutcome Outcome,
    string? Reason,
    Instant? AnswerDueAt,
    bool MayResolve
)
{
    internal static PayoutAnswer Of(Payout payout, string payeeName, bool mayResolve) =>
        new(
            payout.WithdrawalId,
            payout.ProviderId,
            payout.Reference,
            payout.EndToEndId,
            payeeName,
            payout.MaskedAccount,
            payout.Amount,
            payout.Outcome,
            payout.Reason,
            payout.AnswerDueAt,
            mayResolve
        );
}

/// <summary>Something that happened to a batch.</summary>
/// <param name="At">When.</param>
/// <param name="Step">What.</param>
/// <param name="By">Who; null when the platform itself did it.</param>
/// <param name="WithdrawalId">The payout it is about, or null for the whole batch.</param>
/// <param name="Detail">In words, or null.</param>
public sealed record BatchEvent(Instant At, BatchStep Step, PersonId? By, WithdrawalId? WithdrawalId, string? Detail)
{
    internal static BatchEvent Of(BatchFact fact) =>
        new(fact.At, fact.Step, PersonOf(fact.By), fact.WithdrawalId, fact.Detail);

    internal static PersonId? PersonOf(string key) =>
        key.StartsWith("person:", StringComparison.Ordinal) && Guid.TryParse(key.AsSpan(7), out var id)
            ? new PersonId(id)
            : null;
}

using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Payouts;

namespace Telehealth.Wallet.Areas.Finance.Pages;

/// <summary>A state as a badge shows it.</summary>
/// <param name="Kind">The badge's kind.</param>
/// <param name="Word">Its word.</param>
internal sealed record StateWord(string? Kind, string Word);

/// <summary>The field's states in the words of the finance pages.</summary>
internal static class FinanceWords
{
    public static StateWord Of(PayoutBatchState state) =>
        state switch
        {
            PayoutBatchState.Gathered => new("info", "Being prepared"),
            PayoutBatchState.Reviewed => new("warning", "Waits for approval"),
            PayoutBatchState.Approved => new("info", "Approved"),
            PayoutBatchState.FileStored => new("info", "File is ready"),
            PayoutBatchState.Sent => new("info", "At the bank"),
            PayoutBatchState.Closed => new("info", "Answered"),
            PayoutBatchState.Abandoned => new(null, "Given up"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    /// <summary>Answered says nothing of how: whether all of it was paid stands beside it.</summary>
    public static StateWord Of(BatchAnswer batch) =>
        batch switch
        {
            { NotPaid: > 0 } => new("warning", $"{Of(batch.State).Word}: {batch.NotPaid} of {batch.Payouts} not paid"),
            { State: PayoutBatchState.Closed } => new("success", "Answered: all paid"),
            _ => Of(batch.State),
        };

    public static StateWord Of(PayoutOutcome outcome) =>
        outcome switch
        {
            PayoutOutcome.None => new(null, "Not answered"),
            PayoutOutcome.Submitted => new("info", "At the bank"),
            PayoutOutcome.NeedsEyes => new("warning", "Look at it"),
            PayoutOutcome.Unknown => new("danger", "Unknown"),
            PayoutOutcome.Settled => new("success", "Paid"),
            PayoutOutcome.Rejected => new("danger", "Refused"),
            PayoutOutcome.Stopped => new("danger", "Stopped"),
            PayoutOutcome.Returned => new("danger", "Came back"),
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };

    public static StateWord Of(WithdrawalState state) =>
        state switch
        {
            WithdrawalState.AwaitingInvoice => new("warning", "Invoice missing"),
            WithdrawalState.InvoiceInReview => new("warning", "Invoice to check"),
            WithdrawalState.Scheduled => new("info", "Scheduled"),
            WithdrawalState.InBatch => new("info", "In a batch"),
            WithdrawalState.Sent => new("info", "At the bank"),
            WithdrawalState.Paid => new("success", "Paid"),
            WithdrawalState.Returned => new("danger", "Came back"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static StateWord Of(InvoiceState state) =>
        state switch
        {
            InvoiceState.InReview => new("warning", "To check"),
            InvoiceState.Accepted => new("success", "Accepted"),
            InvoiceState.Rejected => new("danger", "Sent back"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static string Of(InvoiceMode mode) =>
        mode switch
        {
            InvoiceMode.None => "Not needed",
            InvoiceMode.SelfBilled => "Self-billed",
            InvoiceMode.Received => "The provider's own",
            _ => throw new ArgumentOutOfRangeException(nameof(mode)),
        };

    public static StateWord Of(AnswerEffect effect) =>
        effect switch
        {
            AnswerEffect.Applied => new("success", "Taken in"),
            AnswerEffect.NoChange => new(null, "Known already"),
            AnswerEffect.Unmatched => new("danger", "Matches nothing"),
            AnswerEffect.NeedsEyes => new("warning", "Look at it"),
            _ => throw new ArgumentOutOfRangeException(nameof(effect)),
        };

    public static string Of(PayoutBlock block) =>
        block switch
        {
            PayoutBlock.NoBankDetails => "No bank details",
            PayoutBlock.DetailsResting => "Bank details changed; payouts rest",
            PayoutBlock.OtherCurrency => "The account is for another currency",
            PayoutBlock.DetailsIncomplete => "Bank details lack a BIC or a country",
            _ => throw new ArgumentOutOfRangeException(nameof(block)),
        };

    public static string Of(BatchStep step) =>
        step switch
        {
            BatchStep.Gathered => "Gathered what was due",
            BatchStep.Reviewed => "Reviewed every payout",
            BatchStep.TakenOut => "Took a payout out",
            BatchStep.Abandoned => "Gave the batch up",
            BatchStep.Approved => "Approved it as the second person",
            BatchStep.Reopened => "Put it back for approval: its day could not be kept",
            BatchStep.FileStored => "Made the bank's file",
            BatchStep.FileDownloaded => "Downloaded the file",
            BatchStep.Sent => "The bank has it",
            BatchStep.Answered => "The bank answered",
            BatchStep.BecameUnknown => "The bank's answer is overdue",
            BatchStep.Resolved => "Cleared up by a second person",
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    /// <summary>As in "40000", or "1200 of 40000" while it goes on.</summary>
    public static string Progress(int done, int total) => done < total ? $"{done} of {total}" : $"{total}";

    /// <summary>As in "1 payout" or "12 payouts".</summary>
    public static string Count(int number, string one) => $"{number} {one}{(number == 1 ? "" : "s")}";
}

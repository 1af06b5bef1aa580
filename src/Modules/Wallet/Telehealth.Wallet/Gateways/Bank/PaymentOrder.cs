using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>An account at a bank: the UK's sort code and number, or an IBAN.</summary>
internal abstract record BankAccount
{
    /// <summary>The same for one account, however it is named: a British IBAN is sort code and number.</summary>
    public string Key => AsUk() is { } uk ? uk.SortCode + uk.AccountNumber : ((International)this).Iban;

    /// <summary>As sort code and account number; null for an account outside the UK.</summary>
    public Uk? AsUk() =>
        this switch
        {
            Uk uk => uk,
            International x when Domain.BankDetails.Iban.UkParts(x.Iban) is { } parts => new(
                parts.SortCode,
                parts.Account
            ),
            _ => null,
        };

    /// <summary>Six digits and eight digits.</summary>
    internal sealed record Uk(string SortCode, string AccountNumber) : BankAccount
    {
        protected override bool PrintMembers(System.Text.StringBuilder builder) => false;
    }

    /// <summary>
    /// Without spaces, upper case. BIC and the holder's country are there when the payment's scheme needs them
    /// (<see cref="PaymentSchemes"/>).
    /// </summary>
    internal sealed record International(string Iban, string? Bic, string? Country = null) : BankAccount
    {
        protected override bool PrintMembers(System.Text.StringBuilder builder) => false;
    }
}

/// <summary>An account of the platform that payouts go out of; configured under <c>Wallet:PayingAccounts</c>.</summary>
/// <param name="Id">Short and stable, such as <c>gbp-main</c>.</param>
/// <param name="Holder">Whose account it is, as the bank knows it.</param>
/// <param name="Currency">What it pays in.</param>
/// <param name="Account">The account.</param>
/// <param name="Bic">The bank's BIC, or null.</param>
/// <param name="ServiceUserNumber">Six digits of BACS, or null when it does not submit itself.</param>
/// <param name="ServiceLevel">
/// ISO 20022 service level, such as <c>NURG</c>, or the bank's own word, such as <c>FAST</c>; null for the usual
/// one of the
/// currency.
/// </param>
internal sealed record PayingAccount(
    string Id,
    string Holder,
    Currency Currency,
    BankAccount Account,
    string? Bic,
    string? ServiceUserNumber,
    string? ServiceLevel = null
);

/// <summary>One payment of an order.</summary>
/// <param name="EndToEndId">Unique for ever, at most 35; what the bank's answers name.</param>
/// <param name="Amount">In the paying account's currency.</param>
/// <param name="PayeeName">As the provider wrote it; the writer transliterates it.</param>
/// <param name="Payee">Where to.</param>
/// <param name="Reference">The withdrawal's reference, at most 18.</param>
/// <param name="InvoiceNumber">The self-billed or received invoice it pays, or null.</param>
internal sealed record BankPayment(
    string EndToEndId,
    Money Amount,
    string PayeeName,
    BankAccount Payee,
    string Reference,
    string? InvoiceNumber
);

/// <summary>
/// Everything a bank file is written of. The same order gives the same bytes for ever: nothing else is read.
/// </summary>
/// <param name="MessageId">At most 35; the same for ever, so that a resend is never a new payment.</param>
/// <param name="CreatedAt">When the batch was approved.</param>
/// <param name="PayDate">When the money is to arrive.</param>
/// <param name="From">Whose money.</param>
/// <param name="Payments">In a fixed order.</param>
internal sealed record PaymentOrder(
    string MessageId,
    Instant CreatedAt,
    LocalDate PayDate,
    PayingAccount From,
    IReadOnlyList<BankPayment> Payments
);

/// <summary>What a bank says of a payment; a later answer only ever moves it forward (standards §2.5).</summary>
internal enum PaymentOutcome
{
    /// <summary>Received, accepted, on its way.</summary>
    Submitted,

    /// <summary>Accepted with a change: somebody has to look.</summary>
    NeedsEyes,

    /// <summary>Paid.</summary>
    Settled,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Cancelled or blocked.</summary>
    Stopped,

    /// <summary>Paid, and sent back later.</summary>
    Returned,
}

/// <summary>What a bank's file says of one payment, or of all payments of a message.</summary>
/// <param name="EndToEndId">Which payment; null when it speaks of the whole message.</param>
/// <param name="MessageId">The order it speaks of, if it names one.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">ISO 20022 reason code, such as <c>AC04</c>.</param>
/// <param name="Amount">What was booked, when it says so.</param>
/// <param name="BankReference">The bank's own reference: the same entry twice is one.</param>
/// <remarks>With neither id it is an entry of the statement that no payment explains.</remarks>
internal sealed record BankAnswerLine(
    string? EndToEndId,
    string? MessageId,
    PaymentOutcome Outcome,
    string? Reason,
    Money? Amount,
    string? BankReference
);

/// <summary>A bank's answer file: pain.002, camt.053 or camt.054.</summary>
/// <param name="Id">The file's own message id: a second import of it changes nothing.</param>
/// <param name="Format">Such as <c>pain.002.001.10</c>.</param>
/// <param name="Lines">
/// What it says, single payments first: a line of a whole message is about the payments of it that have none of
/// their own.
/// </param>
internal sealed record BankAnswerFile(string Id, string Format, IReadOnlyList<BankAnswerLine> Lines)
{
    /// <summary>What it says of the files it answers, as far as it does.</summary>
    public IReadOnlyList<AnsweredOrder> Orders { get; init; } = [];
}

/// <summary>What a bank's answer says of the file it was given: it must be ours, or the answer is none.</summary>
/// <param name="MessageId">The order's message id.</param>
/// <param name="Payments">How many payments it has, if the bank says so.</param>
/// <param name="Sum">Their control sum, if the bank says so.</param>
internal sealed record AnsweredOrder(string MessageId, int? Payments, decimal? Sum);

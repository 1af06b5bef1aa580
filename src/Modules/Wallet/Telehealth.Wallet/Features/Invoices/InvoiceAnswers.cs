using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Invoices;

/// <summary>An invoice a provider sent for a withdrawal.</summary>
/// <param name="Id">The invoice.</param>
/// <param name="WithdrawalId">What it is for.</param>
/// <param name="ProviderId">Who sent it.</param>
/// <param name="Number">The provider's own number.</param>
/// <param name="IssuedOn">The day it bears.</param>
/// <param name="Amount">What it is for.</param>
/// <param name="State">What became of it.</param>
/// <param name="ReceivedAt">When it arrived: the payout date counts from this day.</param>
/// <param name="DecidedAt">When finance decided, or null.</param>
/// <param name="ReasonCode">Why it was rejected, or null.</param>
/// <param name="Sha256">Of the file as it arrived, in lower-case hex.</param>
public sealed record ReceivedInvoiceAnswer(
    ReceivedInvoiceId Id,
    WithdrawalId WithdrawalId,
    ProviderId ProviderId,
    string Number,
    LocalDate IssuedOn,
    Money Amount,
    InvoiceState State,
    Instant ReceivedAt,
    Instant? DecidedAt,
    string? ReasonCode,
    string Sha256
)
{
    internal static ReceivedInvoiceAnswer Of(ReceivedInvoice row) =>
        new(
            row.Id,
            row.WithdrawalId,
            row.ProviderId,
            row.Number,
            row.IssuedOn,
            row.Amount,
            row.State,
            row.ReceivedAt,
            row.DecidedAt,
            row.ReasonCode,
            row.Sha256
        );
}

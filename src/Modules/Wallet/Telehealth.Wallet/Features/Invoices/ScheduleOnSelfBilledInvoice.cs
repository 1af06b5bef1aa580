using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Receipts.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

/// <summary>
/// A self-billed invoice counts as received when it is issued (WAL-09). One that does not fit its withdrawal is a fault
/// somewhere, so the event dies and halts its partition: nothing is paid on a wrong paper.
/// </summary>
[Consumer("wallet.schedule-on-self-billed-invoice", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class ScheduleOnSelfBilledInvoice(WalletDbContext db, PayoutScheduling scheduling)
    : IReaction<SelfBilledInvoiceIssuedV1>
{
    public async Task On(SelfBilledInvoiceIssuedV1 integrationEvent, CancellationToken ct)
    {
        var issued = integrationEvent;
        var withdrawal =
            await db.Withdrawals.FirstOrDefaultAsync(x => x.Id == issued.WithdrawalId, ct)
            ?? throw new InvalidOperationException($"Withdrawal {issued.WithdrawalId} is unknown.");
        if (withdrawal.Mode != InvoiceMode.SelfBilled || withdrawal.InvoiceAmount != issued.Total)
        {
            throw new InvalidOperationException(
                $"Document {issued.DocumentId} does not fit withdrawal {withdrawal.Id}."
            );
        }

        if (scheduling.Schedule(withdrawal, issued.IssuedAt) is { } refused)
        {
            throw new InvalidOperationException($"Withdrawal {withdrawal.Id} was not scheduled: {refused.Code}.");
        }
    }
}

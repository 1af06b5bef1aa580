using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Invoices;

/// <summary>
/// The agreement ended between withdrawal and invoice: the provider is asked for its own (WAL-08).
/// </summary>
[Consumer("wallet.ask-for-invoice-on-self-billing-refused", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class AskForInvoiceOnSelfBillingRefused(WalletDbContext db, IWork work)
    : IReaction<SelfBillingRefusedV1>
{
    public async Task On(SelfBillingRefusedV1 integrationEvent, CancellationToken ct)
    {
        var withdrawal =
            await db.Withdrawals.FirstOrDefaultAsync(x => x.Id == integrationEvent.WithdrawalId, ct)
            ?? throw new InvalidOperationException($"Withdrawal {integrationEvent.WithdrawalId} is unknown.");
        if (withdrawal.ExpectOwnInvoice() is { } refused)
        {
            throw new InvalidOperationException($"Withdrawal {withdrawal.Id} expects no invoice: {refused.Code}.");
        }

        work.Publish(
            new InvoiceNeededV1(
                withdrawal.Id,
                withdrawal.ProviderId,
                withdrawal.Reference,
                withdrawal.Amount,
                withdrawal.InvoiceAmount
            ),
            PayoutScheduling.PartitionOf(withdrawal.Id),
            withdrawal
        );
    }
}

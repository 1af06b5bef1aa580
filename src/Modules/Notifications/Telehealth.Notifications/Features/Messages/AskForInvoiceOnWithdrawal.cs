using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>A provider that sends its own invoice hears what to put on it and where to upload it (WAL-08).</summary>
[Consumer("notifications.ask-for-invoice", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class AskForInvoiceOnWithdrawal(Outgoing outgoing) : IReaction<WithdrawalRequestedV1>
{
    public Task On(WithdrawalRequestedV1 requested, CancellationToken ct) =>
        requested.Mode == InvoiceMode.Received
            ? outgoing.Tell(
                requested.ProviderId.Person,
                MessageKind.InvoiceAwaited,
                new MessageFacts
                {
                    Withdrawal = requested.WithdrawalId,
                    Reference = requested.Reference,
                    Amount = requested.InvoiceAmount,
                },
                ct
            )
            : Task.CompletedTask;
}

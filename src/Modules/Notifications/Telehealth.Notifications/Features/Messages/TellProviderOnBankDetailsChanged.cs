using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Notifications.Domain;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Notifications.Features.Messages;

/// <summary>Whoever changed where money goes: the provider hears of it at the address known before (WAL-12).</summary>
[Consumer("notifications.tell-bank-details-changed", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class TellProviderOnBankDetailsChanged(Outgoing outgoing) : IReaction<BankDetailsChangedV1>
{
    public Task On(BankDetailsChangedV1 changed, CancellationToken ct) =>
        outgoing.Tell(
            changed.ProviderId.Person,
            changed.FrozenUntil is null ? MessageKind.BankDetailsGiven : MessageKind.BankDetailsChanged,
            new MessageFacts { MaskedAccount = changed.MaskedAccount, RestsUntil = changed.FrozenUntil },
            ct
        );
}

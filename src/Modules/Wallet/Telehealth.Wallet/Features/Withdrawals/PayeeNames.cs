using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>
/// Whether the documents of a withdrawal can name its provider. Asked before the money moves, so that it never waits
/// for a name later.
/// </summary>
internal sealed class PayeeNames(ISender sender)
{
    private static readonly Error NameNeeded = Error.Refused(
        "wallet.payee-name-needed",
        "Your invoices and remittance advices are printed in Latin letters and cannot carry your billing details. "
            + "Please write your name and address in them in your profile; then withdraw."
    );

    public async Task<Error?> Refusal(ProviderId provider, CancellationToken ct)
    {
        // Who never wrote a profile has earned nothing either.
        var supplier = await sender.Send(new GetSupplier(provider), ct);
        return supplier.IsSuccess && !supplier.Value.CanBePrinted ? NameNeeded : null;
    }
}

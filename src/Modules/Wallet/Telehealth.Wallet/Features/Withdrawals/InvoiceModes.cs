using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Wallet.Features.Withdrawals;

/// <summary>Whose invoice the platform-supplied lines of a withdrawal would need; asked before Begin.</summary>
internal sealed class InvoiceModes(EarningTaking earnings, ISender sender)
{
    /// <summary>Nobody is asked when a withdrawal cannot take such a line.</summary>
    public async Task<InvoiceMode> Of(ProviderId provider, Currency currency, CancellationToken ct)
    {
        if (!await earnings.MayNeedInvoice(provider, currency, ct))
        {
            return InvoiceMode.None;
        }

        var answer = await sender.Send(new GetSelfBilling(provider), ct);
        return answer is { IsSuccess: true, Value.InForce: true } ? InvoiceMode.SelfBilled : InvoiceMode.Received;
    }
}

using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>Which session is settled, and under which version of its channel's policy.</summary>
internal sealed record SoldSession(
    CoverId CoverId,
    PersonId ClientId,
    ProviderId ProviderId,
    BookingId BookingId,
    string BookingNumber,
    string ServiceName,
    Instant SuppliedAt,
    Instant EndedAt,
    Money Price,
    string PolicyId,
    int PolicyVersion
);

/// <summary>
/// Asks what a settlement needs, before the transaction: the policy the booking carries and, when the platform sells,
/// the tax inside the amount, else the VAT inside the commission. The same commission splits a whole price and what is
/// kept of one (WAL-04, MKT-17).
/// </summary>
internal sealed class SettlementReader(ISender sender)
{
    public async Task<(ChannelPolicy Policy, SessionSettlement Settlement)> Read(
        SoldSession sold,
        Money amount,
        BusinessPlace? sponsor,
        CancellationToken ct
    )
    {
        var policy = await Ask(new GetChannelPolicy(sold.PolicyId, sold.PolicyVersion), ct);
        var session = new EarnedSession(
            sold.CoverId,
            sold.ProviderId,
            sold.BookingId,
            sold.BookingNumber,
            sold.ServiceName,
            // A sponsor buys from the platform, whatever else the channel sells.
            sponsor is not null
                || policy.SupplyModel == SupplyModel.PlatformSupplied,
            sold.SuppliedAt
        );
        var settlement = session.PlatformSupplied
            ? SessionSettlement.PlatformSale(
                session,
                amount,
                policy.CommissionBasisPoints,
                await TaxOf(sold, amount, sponsor, ct)
            )
            : SessionSettlement.Agency(session, amount, policy.CommissionBasisPoints, await VatOf(sold, policy, ct));
        return (policy, settlement);
    }

    private async Task<int> VatOf(SoldSession sold, ChannelPolicy policy, CancellationToken ct)
    {
        var rate = await sender.CommissionVat(sold.ProviderId, policy.CommissionVatBasisPoints, ct);
        return Answered(rate, nameof(GetCommissionVat));
    }

    private async Task<Money> TaxOf(SoldSession sold, Money amount, BusinessPlace? sponsor, CancellationToken ct)
    {
        if (amount.IsZero)
        {
            return amount;
        }

        var tax = await Ask(new GetSaleTax(sold.ProviderId, sold.ClientId, sponsor, amount), ct);
        return tax.Net + tax.Tax == amount
            ? tax.Tax
            : throw new InvalidOperationException($"The tax of booking {sold.BookingNumber} does not add up.");
    }

    private async Task<T> Ask<T>(IQuery<T> query, CancellationToken ct) =>
        Answered(await sender.Send(query, ct), query.GetType().Name);

    private static T Answered<T>(Result<T> answer, string query) =>
        answer.Error is { } error
            ? throw new InvalidOperationException($"{query} was answered with {error.Code}.")
            : answer.Value;
}

using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Wallet.Features.Earnings;

/// <summary>The one question for the VAT inside a commission: quotes and postings ask it alike (MKT-04).</summary>
internal static class CommissionRates
{
    /// <summary>The rate for this provider in basis points; not asked where the policy has none.</summary>
    public static async Task<Result<int>> CommissionVat(
        this ISender sender,
        ProviderId provider,
        int policyBasisPoints,
        CancellationToken ct
    )
    {
        if (policyBasisPoints == 0)
        {
            return 0;
        }

        var answer = await sender.Send(new GetCommissionVat(provider, policyBasisPoints), ct);
        return answer.Map(x => x.BasisPoints);
    }
}

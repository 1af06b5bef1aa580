using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Features.Documents;

namespace Telehealth.Receipts.Features.ProviderDocuments;

/// <summary>Answers by the rules the commission invoice is written with.</summary>
internal sealed class AnswerGetCommissionVat(ISender sender, Letterhead letterhead)
    : IQueryHandler<GetCommissionVat, CommissionVat>
{
    public async Task<Result<CommissionVat>> Handle(GetCommissionVat query, CancellationToken ct)
    {
        var provider = await sender.Send(new GetSupplier(query.ProviderId), ct);
        var party = provider.Error is null ? Letterhead.PartyOf(provider.Value) : letterhead.BusinessAtHome;
        return new CommissionVat(letterhead.CommissionTo(party, query.BasisPoints).RateBasisPoints);
    }
}

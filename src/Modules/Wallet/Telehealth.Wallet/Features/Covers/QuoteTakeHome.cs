using FluentValidation;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Earnings;

namespace Telehealth.Wallet.Features.Covers;

internal sealed class QuoteTakeHomeValidator : AbstractValidator<QuoteTakeHome>
{
    public QuoteTakeHomeValidator()
    {
        RuleFor(x => x.Price.Minor).GreaterThanOrEqualTo(0);
        RuleFor(x => x.CommissionBasisPoints).InclusiveBetween(0, 10_000);
        RuleFor(x => x.CommissionVatBasisPoints).InclusiveBetween(0, 10_000);
    }
}

internal sealed class QuoteTakeHomeHandler(ISender sender) : IQueryHandler<QuoteTakeHome, TakeHome>
{
    public async Task<Result<TakeHome>> Handle(QuoteTakeHome query, CancellationToken ct)
    {
        var vat = await sender.CommissionVat(query.ProviderId, query.CommissionVatBasisPoints, ct);
        return vat.Map(rate => CommissionSplit.Of(query.Price, query.CommissionBasisPoints, rate));
    }
}

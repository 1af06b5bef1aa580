using FluentValidation;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;

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

internal sealed class QuoteTakeHomeHandler : IQueryHandler<QuoteTakeHome, TakeHome>
{
    public Task<Result<TakeHome>> Handle(QuoteTakeHome query, CancellationToken ct) =>
        Task.FromResult<Result<TakeHome>>(
            CommissionSplit.Of(query.Price, query.CommissionBasisPoints, query.CommissionVatBasisPoints)
        );
}

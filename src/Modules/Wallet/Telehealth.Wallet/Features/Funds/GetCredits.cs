using FluentValidation;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

internal sealed class GetCreditsValidator : AbstractValidator<GetCredits>
{
    public GetCreditsValidator()
    {
        RuleFor(x => x.Kind).IsSponsors();
        RuleFor(x => x.Fund).IsFundName();
    }
}

internal sealed class GetCreditsHandler(WalletDbContext db) : IQueryHandler<GetCredits, CreditBalance>
{
    public async Task<Result<CreditBalance>> Handle(GetCredits query, CancellationToken ct)
    {
        var fund = new SponsorFund(query.Kind, query.Fund);
        return await db.CreditsOf(fund.Of(query.PersonId), fund.Commodity, ct);
    }
}

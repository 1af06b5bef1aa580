using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

internal sealed class GetFundUsageValidator : AbstractValidator<GetFundUsage>
{
    public GetFundUsageValidator()
    {
        RuleFor(x => x.Kind).IsSponsors();
        RuleFor(x => x.Fund).IsFundName();
    }
}

/// <summary>Sums of a whole fund. Only the number of people leaves, never who they are.</summary>
internal sealed class GetFundUsageHandler(WalletDbContext db) : IQueryHandler<GetFundUsage, FundUsage>
{
    public async Task<Result<FundUsage>> Handle(GetFundUsage query, CancellationToken ct)
    {
        var fund = new SponsorFund(query.Kind, query.Fund);
        var (commodity, members) = (fund.Commodity, fund.MembersPrefix);
        var reserved = await db
            .Balances.Where(x => x.Account.StartsWith(members) && x.Commodity == commodity)
            .SumAsync(x => x.HeldMinor, ct);
        var kind = fund.Kind == FundingKind.Credit ? CoverKind.Credit : CoverKind.Visit;
        var people = await db
            .Covers.Where(x =>
                x.Fund == fund.Name && x.Kind == kind && x.State == CoverState.Posted && x.AmountMinor > 0
            )
            .Select(x => x.ClientId)
            .Distinct()
            .CountAsync(ct);
        return new FundUsage(
            new(await Sum(fund.Issued, commodity, ct)),
            new(-await Sum(fund.Used, commodity, ct)),
            new(reserved),
            people,
            await Owed(fund.Receivable, ct)
        );
    }

    private Task<long> Sum(string account, string commodity, CancellationToken ct) =>
        db.Postings.Where(x => x.Account == account && x.Commodity == commodity).SumAsync(x => x.AmountMinor, ct);

    private async Task<IReadOnlyList<Money>> Owed(string receivable, CancellationToken ct)
    {
        var sums = await db
            .Postings.Where(x => x.Account == receivable)
            .GroupBy(x => x.Commodity)
            .Select(x => new { Commodity = x.Key, Minor = x.Sum(y => y.AmountMinor) })
            .ToListAsync(ct);
        return
        [
            .. sums.Where(x => x.Minor != 0)
                .OrderBy(x => x.Commodity, StringComparer.Ordinal)
                .Select(x => new Money(x.Minor, Currency.Of(x.Commodity))),
        ];
    }
}

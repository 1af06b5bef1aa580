using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

/// <summary>What a person has of a fund, read from the floor row; nothing before the first grant.</summary>
internal static class CreditBalances
{
    public static async Task<CreditBalance> CreditsOf(
        this WalletDbContext db,
        string account,
        string commodity,
        CancellationToken ct
    )
    {
        var row = await db
            .Balances.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Account == account && x.Commodity == commodity, ct);
        return row is null
            ? new CreditBalance(new(0), new(0))
            : new CreditBalance(new(row.PostedMinor - row.HeldMinor), new(row.HeldMinor));
    }

    public static void IsSponsors<T>(this IRuleBuilder<T, FundingKind> kind) =>
        kind.Must(x => x is FundingKind.Credit or FundingKind.Visit).WithMessage("It must be credit or visit.");

    public static void IsFundName<T>(this IRuleBuilder<T, string> fund) =>
        fund.NotNull().Matches(SponsorFund.NamePattern);
}

using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Funds;

/// <summary>What a sponsor owes for sessions that were held or missed, and has not paid yet.</summary>
internal sealed record SponsorDebt(string Fund, Money Owed)
{
    public string Account => Accounts.SponsorReceivablePrefix + Fund;
}

[Needs("wallet.ledger.read")]
internal sealed record ListSponsorDebts : IQuery<IReadOnlyList<SponsorDebt>>;

internal sealed class ListSponsorDebtsHandler(WalletDbContext db)
    : IQueryHandler<ListSponsorDebts, IReadOnlyList<SponsorDebt>>
{
    public async Task<Result<IReadOnlyList<SponsorDebt>>> Handle(ListSponsorDebts query, CancellationToken ct)
    {
        var tails = await TailBalances.Read(db, ct);
        return tails
            .Where(x =>
                x.Value != 0 && x.Key.Account.StartsWith(Accounts.SponsorReceivablePrefix, StringComparison.Ordinal)
            )
            .Select(x => new SponsorDebt(
                x.Key.Account[Accounts.SponsorReceivablePrefix.Length..],
                new Money(x.Value, Currency.Of(x.Key.Commodity))
            ))
            .OrderBy(x => x.Fund, StringComparer.Ordinal)
            .ThenBy(x => x.Owed.Currency.Code, StringComparer.Ordinal)
            .ToList();
    }
}

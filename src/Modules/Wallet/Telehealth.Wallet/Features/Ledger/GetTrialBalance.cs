using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Ledger;

internal sealed class GetTrialBalanceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/trial-balance",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new GetTrialBalance(), ct)).ToHttp()
            )
            .WithName("GetTrialBalance")
            .WithSummary("Shows what every account, or class of accounts, stands at; each commodity sums to zero")
            .WithTags("Ledger")
            .Answers<TrialBalanceAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>What the accounts stand at.</summary>
/// <param name="Lines">
/// By account; the wallets of all clients, what all providers are owed and what all members may use are one line each.
/// </param>
public sealed record TrialBalanceAnswer(IReadOnlyList<TrialBalanceLine> Lines);

/// <summary>One account, or class of accounts.</summary>
/// <param name="Account">Its code.</param>
/// <param name="Balance">Debits above zero, credits below.</param>
public sealed record TrialBalanceLine(string Account, LedgerAmount Balance);

[Needs("wallet.ledger.read")]
internal sealed record GetTrialBalance : IQuery<TrialBalanceAnswer>;

internal sealed class GetTrialBalanceHandler(WalletDbContext db) : IQueryHandler<GetTrialBalance, TrialBalanceAnswer>
{
    public async Task<Result<TrialBalanceAnswer>> Handle(GetTrialBalance query, CancellationToken ct)
    {
        var floors = await db
            .Balances.GroupBy(x => new
            {
                Class = x.Account.StartsWith(Accounts.ClientWalletPrefix) ? Accounts.ClientWalletPrefix
                : x.Account.StartsWith(Accounts.CreditsPrefix) ? Accounts.CreditsPrefix
                : Accounts.ProviderPayablePrefix,
                x.Commodity,
            })
            .Select(x => new
            {
                x.Key.Class,
                x.Key.Commodity,
                Minor = -x.Sum(y => y.PostedMinor),
            })
            .ToListAsync(ct);
        var lines = floors.Select(x => new TrialBalanceLine(x.Class + "*", new(x.Minor, x.Commodity)));
        var tails = await TailBalances.Read(db, ct);
        var rest = tails.Select(x => new TrialBalanceLine(x.Key.Account, new(x.Value, x.Key.Commodity)));
        return new TrialBalanceAnswer([
            .. lines
                .Concat(rest)
                .OrderBy(x => x.Account, StringComparer.Ordinal)
                .ThenBy(x => x.Balance.Currency, StringComparer.Ordinal),
        ]);
    }
}

/// <summary>Balances of the accounts without a floor: the snapshot and the tail after it, in one statement.</summary>
internal static class TailBalances
{
    public static async Task<Dictionary<(string Account, string Commodity), long>> Read(
        WalletDbContext db,
        CancellationToken ct
    )
    {
        var tails = db
            .Postings.WithoutFloor()
            .Where(x => x.Sequence > (db.Snapshots.Max(y => (long?)y.ThroughSequence) ?? 0))
            .Select(x => new
            {
                x.Account,
                x.Commodity,
                Minor = x.AmountMinor,
            });
        var parts = await db
            .Snapshots.Select(x => new
            {
                x.Account,
                x.Commodity,
                Minor = x.BalanceMinor,
            })
            .Concat(tails)
            .GroupBy(x => new { x.Account, x.Commodity })
            .Select(x => new
            {
                x.Key.Account,
                x.Key.Commodity,
                Minor = x.Sum(y => y.Minor),
            })
            .ToListAsync(ct);
        return parts.ToDictionary(x => (x.Account, x.Commodity), x => x.Minor);
    }

    /// <summary>All but the accounts that carry a balance row: everybody can post to these at once.</summary>
    public static IQueryable<Posting> WithoutFloor(this IQueryable<Posting> postings) =>
        postings.Where(x =>
            !x.Account.StartsWith(Accounts.ClientWalletPrefix)
            && !x.Account.StartsWith(Accounts.ProviderPayablePrefix)
            && !x.Account.StartsWith(Accounts.CreditsPrefix)
        );
}

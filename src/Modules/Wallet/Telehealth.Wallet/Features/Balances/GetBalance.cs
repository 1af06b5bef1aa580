using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Balances;

internal sealed class GetBalanceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/balance",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new GetBalance(), ct)).ToHttp()
            )
            .WithName("GetBalance")
            .WithSummary("Shows what is in the wallet, held and available, per currency")
            .WithTags("Wallet")
            .Answers<BalanceAnswer>(StatusCodes.Status200OK, 403);
}

/// <summary>What is in the wallet.</summary>
/// <param name="Balances">One per currency that ever came in, by code; empty for a new wallet.</param>
public sealed record BalanceAnswer(IReadOnlyList<BalanceLine> Balances);

/// <summary>What is in the wallet in one currency.</summary>
/// <param name="Available">What can be spent: posted less held.</param>
/// <param name="Held">Set aside for requests and bookings.</param>
/// <param name="Posted">All that came in less all that was paid.</param>
public sealed record BalanceLine(Money Available, Money Held, Money Posted);

internal sealed record GetBalance : IQuery<BalanceAnswer>;

internal sealed class GetBalanceHandler(WalletDbContext db, IWork work) : IQueryHandler<GetBalance, BalanceAnswer>
{
    public async Task<Result<BalanceAnswer>> Handle(GetBalance query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } client)
        {
            return Error.Forbidden("wallet.no-wallet", "Only a person has a wallet.");
        }

        var account = Accounts.ClientWallet(client);
        var rows = await db.Balances.AsNoTracking().Where(x => x.Account == account).ToListAsync(ct);
        return new BalanceAnswer([
            .. rows.OrderBy(x => x.Commodity, StringComparer.Ordinal)
                .Select(x => new BalanceLine(x.Available, x.Held, x.Posted)),
        ]);
    }
}

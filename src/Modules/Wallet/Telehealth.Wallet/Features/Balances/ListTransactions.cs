using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Balances;

internal sealed class ListTransactionsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/transactions",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListTransactions(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListTransactions")
            .WithSummary("Lists what came into the wallet and what was paid out of it, newest first")
            .WithTags("Wallet")
            .Answers<Page<TransactionAnswer>>(StatusCodes.Status200OK, 403);
}

/// <summary>What kind of movement a transaction is.</summary>
public enum TransactionKind
{
    /// <summary>Money came in by card.</summary>
    TopUp,

    /// <summary>A session was paid.</summary>
    Session,

    /// <summary>An earlier movement was corrected.</summary>
    Correction,
}

/// <summary>One movement of the wallet.</summary>
/// <param name="JournalId">The journal transaction.</param>
/// <param name="At">When.</param>
/// <param name="Kind">What kind of movement.</param>
/// <param name="Description">In words.</param>
/// <param name="BookingNumber">The booking it is for, or null.</param>
/// <param name="Amount">Above zero when money came in, below when it went out.</param>
public sealed record TransactionAnswer(
    JournalId JournalId,
    Instant At,
    TransactionKind Kind,
    string Description,
    string? BookingNumber,
    Money Amount
);

internal sealed record ListTransactions(string? After, int Limit) : IQuery<Page<TransactionAnswer>>;

internal sealed class ListTransactionsHandler(WalletDbContext db, IWork work)
    : IQueryHandler<ListTransactions, Page<TransactionAnswer>>
{
    public async Task<Result<Page<TransactionAnswer>>> Handle(ListTransactions query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } client)
        {
            return Error.Forbidden("wallet.no-wallet", "Only a person has a wallet.");
        }

        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var account = Accounts.ClientWallet(client);
        var rows = await (
            from posting in db.Postings
            join journal in db.Journals on posting.JournalId equals journal.Id
            where posting.Account == account && posting.Sequence < before
            orderby posting.Sequence descending
            select new Row(
                posting.Sequence,
                journal.Id,
                journal.BusinessAt,
                journal.Source,
                journal.Reason,
                journal.BookingNumber,
                posting.Commodity,
                posting.AmountMinor
            )
        )
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<TransactionAnswer>.Of(rows, query.Limit, Answer, x => x.Sequence);
    }

    private static TransactionAnswer Answer(Row row) =>
        new(
            row.Id,
            row.At,
            row.Source switch
            {
                JournalSources.Stripe => TransactionKind.TopUp,
                JournalSources.Cover => TransactionKind.Session,
                _ => TransactionKind.Correction,
            },
            row.Reason,
            row.BookingNumber,
            // The wallet is our liability: a credit is money that came in.
            new Money(-row.AmountMinor, Currency.Of(row.Commodity))
        );

    private sealed record Row(
        long Sequence,
        JournalId Id,
        Instant At,
        string Source,
        string Reason,
        string? BookingNumber,
        string Commodity,
        long AmountMinor
    );
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.TopUps;

internal sealed class ListStrangeMessagesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/stripe/strange-messages",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Answers.Problem(refused)
                        : (await sender.Send(new ListStrangeMessages(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListStrangeStripeMessages")
            .WithSummary("Lists what the payment provider sent, well signed, that could not be taken in; newest first")
            .WithTags("Ledger")
            .Answers<Page<StrangeMessageAnswer>>(StatusCodes.Status200OK, 403);
}

/// <summary>Something the payment provider sent that could not be taken in. Nothing of it was done.</summary>
/// <param name="Sha256">Of the whole body, in hex.</param>
/// <param name="Reason">What is odd about it.</param>
/// <param name="Excerpt">The first 4,000 characters of the body.</param>
/// <param name="Length">How many characters the body has.</param>
/// <param name="FirstAt">When it first came.</param>
/// <param name="LastAt">When it last came.</param>
/// <param name="Times">How often it came.</param>
public sealed record StrangeMessageAnswer(
    string Sha256,
    string Reason,
    string Excerpt,
    int Length,
    Instant FirstAt,
    Instant LastAt,
    int Times
)
{
    internal static StrangeMessageAnswer Of(StrangeStripeMessage row) =>
        new(row.Sha256, row.Reason, row.Excerpt, row.Length, At(row.FirstAtMicros), At(row.LastAtMicros), row.Times);

    private static Instant At(long micros) => Instant.FromUnixTimeTicks(micros * 10);
}

[Needs("wallet.ledger.read")]
internal sealed record ListStrangeMessages(string? After, int Limit) : IQuery<Page<StrangeMessageAnswer>>;

internal sealed class ListStrangeMessagesHandler(WalletDbContext db)
    : IQueryHandler<ListStrangeMessages, Page<StrangeMessageAnswer>>
{
    public async Task<Result<Page<StrangeMessageAnswer>>> Handle(ListStrangeMessages query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .StrangeStripeMessages.AsNoTracking()
            .Where(x => x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<StrangeMessageAnswer>.Of(rows, query.Limit, StrangeMessageAnswer.Of, x => x.Sequence);
    }
}

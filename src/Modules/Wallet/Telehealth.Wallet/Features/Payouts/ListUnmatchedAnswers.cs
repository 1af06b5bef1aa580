using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ListUnmatchedAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/bank-answers/unmatched",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
                        : (await sender.Send(new ListUnmatchedAnswers(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListUnmatchedBankAnswers")
            .WithSummary("Lists the lines that match no payment of ours or that somebody has to look at, newest first")
            .WithTags("Payouts")
            .Answers<Page<BankLine>>(StatusCodes.Status200OK, 403);
}

[Needs("wallet.payouts.read")]
internal sealed record ListUnmatchedAnswers(string? After, int Limit) : IQuery<Page<BankLine>>;

internal sealed class ListUnmatchedAnswersHandler(WalletDbContext db)
    : IQueryHandler<ListUnmatchedAnswers, Page<BankLine>>
{
    public async Task<Result<Page<BankLine>>> Handle(ListUnmatchedAnswers query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .BankAnswerRows.AsNoTracking()
            .Where(x => x.Sequence < before)
            .Where(x => x.Effect == AnswerEffect.Unmatched || x.Effect == AnswerEffect.NeedsEyes)
            .OrderByDescending(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<BankLine>.Of(rows, query.Limit, BankLine.Of, x => x.Sequence);
    }
}

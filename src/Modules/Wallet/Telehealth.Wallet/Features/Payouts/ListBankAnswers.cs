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

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class ListBankAnswersEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/bank-answers",
                async (string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
                        : (await sender.Send(new ListBankAnswers(after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("ListBankAnswers")
            .WithSummary("Lists the bank's files that were imported, newest first")
            .WithTags("Payouts")
            .Answers<Page<BankAnswerSummary>>(StatusCodes.Status200OK, 403);
}

/// <summary>A bank's file that was imported.</summary>
/// <param name="Id">The stored file.</param>
/// <param name="FileId">The bank's own id of it.</param>
/// <param name="Format">Such as camt.053.001.08.</param>
/// <param name="Sha256">Of its bytes, in hex.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">Who; null when the platform itself did it.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="LinesDone">How many of them are taken in.</param>
/// <param name="NeedsEyes">Those somebody has to look at.</param>
/// <param name="Unmatched">Those that name no payment of ours.</param>
public sealed record BankAnswerSummary(
    Guid Id,
    string FileId,
    string Format,
    string Sha256,
    Instant ImportedAt,
    PersonId? ImportedBy,
    int Lines,
    int LinesDone,
    int NeedsEyes,
    int Unmatched
);

[Needs("wallet.payouts.read")]
internal sealed record ListBankAnswers(string? After, int Limit) : IQuery<Page<BankAnswerSummary>>;

internal sealed class ListBankAnswersHandler(WalletDbContext db)
    : IQueryHandler<ListBankAnswers, Page<BankAnswerSummary>>
{
    public async Task<Result<Page<BankAnswerSummary>>> Handle(ListBankAnswers query, CancellationToken ct)
    {
        var before = Cursor.TryDecode(query.After, out var sequence) ? sequence : long.MaxValue;
        var rows = await db
            .BankAnswers.Where(x => x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Select(x => new
            {
                x.Sequence,
                x.Id,
                x.FileId,
                x.Format,
                x.Sha256,
                x.ImportedAt,
                x.ImportedBy,
                x.Lines,
                x.LinesDone,
                Eyes = db.BankAnswerRows.Count(y => y.AnswerId == x.Id && y.Effect == AnswerEffect.NeedsEyes),
                Unmatched = db.BankAnswerRows.Count(y => y.AnswerId == x.Id && y.Effect == AnswerEffect.Unmatched),
            })
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        return Page<BankAnswerSummary>.Of(
            rows,
            query.Limit,
            x =>
                new(
                    x.Id,
                    x.FileId,
                    x.Format,
                    x.Sha256,
                    x.ImportedAt,
                    BatchEvent.PersonOf(x.ImportedBy),
                    x.Lines,
                    x.LinesDone,
                    x.Eyes,
                    x.Unmatched
                ),
            x => x.Sequence
        );
    }
}

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

internal sealed class GetBankAnswerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/wallet/bank-answers/{id:guid}",
                async (Guid id, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    Cursor.Check(after, limit) is { } refused
                        ? Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused)
                        : (await sender.Send(new GetBankAnswer(id, after, limit ?? Cursor.UsualItems), ct)).ToHttp()
            )
            .WithName("GetBankAnswer")
            .WithSummary("Shows a bank's file line by line, and what came of each")
            .WithTags("Payouts")
            .Answers<BankAnswerDetail>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>A bank's file, line by line.</summary>
/// <param name="Id">The stored file.</param>
/// <param name="FileId">The bank's own id of it.</param>
/// <param name="Format">Such as camt.053.001.08.</param>
/// <param name="Sha256">Of its bytes, in hex.</param>
/// <param name="ImportedAt">When.</param>
/// <param name="ImportedBy">Who; null when the platform itself did it.</param>
/// <param name="LinesTotal">How many lines it has.</param>
/// <param name="LinesDone">How many of them are taken in; a long file goes on by itself.</param>
/// <param name="Lines">A page of its lines, in order.</param>
public sealed record BankAnswerDetail(
    Guid Id,
    string FileId,
    string Format,
    string Sha256,
    Instant ImportedAt,
    PersonId? ImportedBy,
    int LinesTotal,
    int LinesDone,
    Page<BankLine> Lines
);

/// <summary>One line of a bank's file.</summary>
/// <param name="AnswerId">The stored file.</param>
/// <param name="Line">Counted from one.</param>
/// <param name="Outcome">What it says.</param>
/// <param name="Reason">The bank's reason, such as AC04, or null.</param>
/// <param name="Effect">What came of it.</param>
/// <param name="WithdrawalId">The withdrawal it is about, or null when it matches none.</param>
/// <param name="EndToEndId">The payment it names, or null.</param>
/// <param name="MessageId">The order it names, or null.</param>
/// <param name="Amount">What was booked, or null.</param>
/// <param name="BankReference">The bank's own reference, or null.</param>
public sealed record BankLine(
    Guid AnswerId,
    int Line,
    PayoutOutcome Outcome,
    string? Reason,
    AnswerEffect Effect,
    WithdrawalId? WithdrawalId,
    string? EndToEndId,
    string? MessageId,
    Money? Amount,
    string? BankReference
)
{
    internal static BankLine Of(BankAnswerRow row) =>
        new(
            row.AnswerId,
            row.Line,
            row.Outcome,
            row.Reason,
            row.Effect,
            row.WithdrawalId,
            row.EndToEndId,
            row.MessageId,
            row is { AmountMinor: { } minor, Currency: { } currency } ? new Money(minor, Currency.Of(currency)) : null,
            row.BankReference
        );
}

[Needs("wallet.payouts.read")]
internal sealed record GetBankAnswer(Guid Id, string? After, int Limit) : IQuery<BankAnswerDetail>;

internal sealed class GetBankAnswerHandler(WalletDbContext db) : IQueryHandler<GetBankAnswer, BankAnswerDetail>
{
    public async Task<Result<BankAnswerDetail>> Handle(GetBankAnswer query, CancellationToken ct)
    {
        var answer = await db
            .BankAnswers.Where(x => x.Id == query.Id)
            .Select(x => new
            {
                x.Id,
                x.FileId,
                x.Format,
                x.Sha256,
                x.ImportedAt,
                x.ImportedBy,
                x.Lines,
                x.LinesDone,
            })
            .FirstOrDefaultAsync(ct);
        if (answer is null)
        {
            return BankAnswerErrors.NotFound;
        }

        var after = Cursor.TryDecode(query.After, out var sequence) ? sequence : 0;
        var rows = await db
            .BankAnswerRows.AsNoTracking()
            .Where(x => x.AnswerId == query.Id && x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(query.Limit + 1)
            .ToListAsync(ct);
        var lines = Page<BankLine>.Of(rows, query.Limit, BankLine.Of, x => x.Sequence);
        return new BankAnswerDetail(
            answer.Id,
            answer.FileId,
            answer.Format,
            answer.Sha256,
            answer.ImportedAt,
            BatchEvent.PersonOf(answer.ImportedBy),
            answer.Lines,
            answer.LinesDone,
            lines
        );
    }
}

using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>What came of importing a file, so far.</summary>
/// <param name="Id">The stored file.</param>
/// <param name="FileId">The bank's own id of it.</param>
/// <param name="Format">Such as pain.002.001.10.</param>
/// <param name="AlreadyImported">True when it was imported before: nothing was changed.</param>
/// <param name="Lines">How many lines it has.</param>
/// <param name="LinesDone">
/// How many of them are taken in. A long file goes on by itself: ask for the file until both are the same.
/// </param>
/// <param name="Applied">Lines that moved a payout forward.</param>
/// <param name="Unchanged">Lines that said what was known already.</param>
/// <param name="NeedsEyes">Lines somebody has to look at.</param>
/// <param name="Unmatched">Lines that answer no payment of a file of ours.</param>
public sealed record ImportAnswer(
    Guid Id,
    string FileId,
    string Format,
    bool AlreadyImported,
    int Lines,
    int LinesDone,
    int Applied,
    int Unchanged,
    int NeedsEyes,
    int Unmatched
);

[Needs("wallet.bank-answers.import")]
internal sealed record GetImport(Guid Id, bool AlreadyImported) : IQuery<ImportAnswer>;

internal sealed class GetImportHandler(WalletDbContext db) : IQueryHandler<GetImport, ImportAnswer>
{
    public async Task<Result<ImportAnswer>> Handle(GetImport query, CancellationToken ct)
    {
        var answer = await db
            .BankAnswers.Where(x => x.Id == query.Id)
            .Select(x => new
            {
                x.FileId,
                x.Format,
                x.Lines,
                x.LinesDone,
            })
            .FirstOrDefaultAsync(ct);
        if (answer is null)
        {
            return BankAnswerErrors.NotFound;
        }

        var effects = await db
            .BankAnswerRows.Where(x => x.AnswerId == query.Id)
            .GroupBy(x => x.Effect)
            .Select(x => new { Effect = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Effect, x => x.Count, ct);
        int Of(AnswerEffect effect) => effects.GetValueOrDefault(effect);
        return new ImportAnswer(
            query.Id,
            answer.FileId,
            answer.Format,
            query.AlreadyImported,
            answer.Lines,
            answer.LinesDone,
            Of(AnswerEffect.Applied),
            Of(AnswerEffect.NoChange),
            Of(AnswerEffect.NeedsEyes),
            Of(AnswerEffect.Unmatched)
        );
    }
}

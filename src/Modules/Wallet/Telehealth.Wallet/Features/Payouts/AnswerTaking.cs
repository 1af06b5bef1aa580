using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// Matches the lines of a bank's file to payouts and takes in each, inside the caller's transaction. What does not
/// match is kept beside what does: a line is never dropped.
/// </summary>
internal sealed class AnswerTaking(WalletDbContext db, AnsweredFiles files, PayoutSettlement settlement, IClock clock)
{
    /// <summary>Lines about single payments; answers how many.</summary>
    public async Task<int> TakeSingles(
        OpenedAnswer answer,
        int from,
        IReadOnlyList<BankAnswerLine> lines,
        IReadOnlySet<PayoutBatchId> known,
        CancellationToken ct
    )
    {
        var named = lines.Select(x => x.EndToEndId).OfType<string>().Distinct().ToList();
        var batches = known.ToList();
        var payouts = await db
            .Payouts.Where(x => x.LeftAt == null && batches.Contains(x.BatchId) && named.Contains(x.EndToEndId))
            .ToListAsync(ct);
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i];
            // Both have to be ours: the payment, and the message it went out with.
            var about = files.BatchOf(line, known) is { } batch
                ? payouts.Find(x => x.EndToEndId == line.EndToEndId && x.BatchId == batch)
                : null;
            if (about is null)
            {
                db.BankAnswerRows.Add(Row(answer.Id, from + i + 1, line, AnswerEffect.Unmatched, null));
            }
            else
            {
                await Take(answer, from + i + 1, about, line, about.Amount, ct);
            }
        }

        return lines.Count;
    }

    /// <summary>
    /// A line about a whole message is about the payments of it that have no line of their own; a few at a time, those
    /// first that this line has not been taken in for. Answers whether that was the last of them.
    /// </summary>
    public async Task<bool> TakeWhole(
        OpenedAnswer answer,
        int from,
        BankAnswerLine line,
        IReadOnlySet<PayoutBatchId> known,
        CancellationToken ct
    )
    {
        var batch = files.BatchOf(line, known)!.Value;
        var (id, number) = (answer.Id, from + 1);
        var all = await db
            .Payouts.AsNoTracking()
            .Where(x => x.BatchId == batch && x.LeftAt == null)
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var rest = all.FindAll(x => !answer.Named.Contains(x.EndToEndId));
        if (rest.Count == 0)
        {
            db.BankAnswerRows.Add(Row(id, number, line, AnswerEffect.NoChange, null));
            return true;
        }

        var taken = await db
            .BankAnswerRows.Where(x => x.AnswerId == id && x.Line == number)
            .Select(x => x.WithdrawalId)
            .ToListAsync(ct);
        var left = rest.FindAll(x => !taken.Contains(x.WithdrawalId));
        var now = left.Take(TakeBankAnswerLinesHandler.MostPayments).Select(x => x.Sequence).ToList();
        var together = new Money(rest.Sum(x => x.AmountMinor), rest[0].Amount.Currency);
        foreach (var payout in await db.Payouts.Where(x => now.Contains(x.Sequence)).ToListAsync(ct))
        {
            await Take(answer, number, payout, line, together, ct);
        }

        return left.Count == now.Count;
    }

    private async Task Take(
        OpenedAnswer answer,
        int number,
        Payout payout,
        BankAnswerLine line,
        Money expected,
        CancellationToken ct
    )
    {
        // Another amount than ours is not our payment as we ordered it: nothing is posted before somebody looked.
        var fits = line.Amount is not { } amount || amount == expected;
        var outcome = fits ? Outcome(line.Outcome) : PayoutOutcome.NeedsEyes;
        var effect = await settlement.Take(payout, outcome, line.Reason, ct);
        effect = fits ? effect : AnswerEffect.NeedsEyes;
        db.BankAnswerRows.Add(Row(answer.Id, number, line, effect, payout.WithdrawalId));
        if (effect is AnswerEffect.Applied or AnswerEffect.NeedsEyes)
        {
            var detail = line.Reason is null ? $"{line.Outcome}" : $"{line.Outcome} {line.Reason}";
            var now = clock.GetCurrentInstant();
            db.BatchFacts.Add(
                new(payout.BatchId, BatchStep.Answered, answer.ImportedBy, now, payout.WithdrawalId, Short(detail, 500))
            );
        }
    }

    private static PayoutOutcome Outcome(PaymentOutcome outcome) => Enum.Parse<PayoutOutcome>(outcome.ToString());

    private static BankAnswerRow Row(
        Guid answer,
        int number,
        BankAnswerLine line,
        AnswerEffect effect,
        WithdrawalId? withdrawal
    ) =>
        new(answer, number, Outcome(line.Outcome), Short(line.Reason, 10), effect)
        {
            EndToEndId = Short(line.EndToEndId, 140),
            MessageId = Short(line.MessageId, 140),
            AmountMinor = line.Amount?.Minor,
            Currency = line.Amount?.Currency.Code,
            BankReference = Short(line.BankReference, 140),
            WithdrawalId = withdrawal,
        };

    private static string? Short(string? text, int length) => text?.Length > length ? text[..length] : text;
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>
/// Matches the lines of a bank's file to payouts and takes in each, inside the caller's transaction. What does not
/// match is kept beside what does: a line is never dropped.
/// </summary>
internal sealed class AnswerTaking(
    WalletDbContext db,
    PayoutSettlement settlement,
    PayoutSending sending,
    IWork work,
    IClock clock
)
{
    public async Task Take(Guid answer, BankAnswerFile file, CancellationToken ct)
    {
        var named = file.Lines.Select(x => x.EndToEndId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var payouts = await Known(file, named, ct);
        await SendWhatTheBankHas(payouts, ct);
        for (var i = 0; i < file.Lines.Count; i++)
        {
            var line = file.Lines[i];
            var about = Matching(line, payouts, named);
            if (about.Count == 0)
            {
                db.BankAnswerRows.Add(Row(answer, i + 1, line, AnswerEffect.Unmatched, null));
            }

            foreach (var payout in about)
            {
                var effect = await Take(payout, line, about.Count, about.Sum(x => x.AmountMinor), ct);
                db.BankAnswerRows.Add(Row(answer, i + 1, line, effect, payout.WithdrawalId));
                Note(payout, line, effect);
            }
        }
    }

    /// <summary>
    /// A line that names a payment is about it; one that names a message, about the rest of its payments.
    /// </summary>
    private static List<Payout> Matching(BankAnswerLine line, List<Payout> payouts, HashSet<string> named) =>
        line.EndToEndId is { } id ? payouts.FindAll(x => x.EndToEndId == id)
        : PayoutBatch.OfMessage(line.MessageId) is { } batch
            ? payouts.FindAll(x => x.BatchId == batch && !named.Contains(x.EndToEndId))
        : [];

    private async Task<AnswerEffect> Take(
        Payout payout,
        BankAnswerLine line,
        int payments,
        long togetherMinor,
        CancellationToken ct
    )
    {
        // Another amount than ours is not our payment as we ordered it: nothing is posted before somebody looked.
        var expected = payments == 1 ? payout.Amount : new Money(togetherMinor, payout.Amount.Currency);
        var fits = line.Amount is not { } amount || amount == expected;
        var outcome = fits ? Outcome(line.Outcome) : PayoutOutcome.NeedsEyes;
        var effect = await settlement.Take(payout, outcome, line.Reason, ct);
        return fits ? effect : AnswerEffect.NeedsEyes;
    }

    private async Task<List<Payout>> Known(BankAnswerFile file, HashSet<string> named, CancellationToken ct)
    {
        var batches = file
            .Lines.Where(x => x.EndToEndId is null)
            .Select(x => PayoutBatch.OfMessage(x.MessageId))
            .OfType<PayoutBatchId>()
            .Distinct()
            .ToList();
        var known = new List<Payout>();
        // In pieces, because engines limit the parameters of a statement.
        foreach (var chunk in named.Chunk(500))
        {
            var piece = chunk.ToList();
            known.AddRange(
                await db.Payouts.Where(x => x.LeftAt == null && piece.Contains(x.EndToEndId)).ToListAsync(ct)
            );
        }

        known.AddRange(await db.Payouts.Where(x => x.LeftAt == null && batches.Contains(x.BatchId)).ToListAsync(ct));
        return await Answerable([.. known.Distinct()], ct);
    }

    /// <summary>The bank can only speak of what it was given: payouts of a batch whose file exists.</summary>
    private async Task<List<Payout>> Answerable(List<Payout> payouts, CancellationToken ct)
    {
        var ids = payouts.Select(x => x.BatchId).Distinct().ToList();
        var answerable = await db
            .PayoutBatches.Where(x =>
                ids.Contains(x.Id)
                && (
                    x.State == PayoutBatchState.FileStored
                    || x.State == PayoutBatchState.Sent
                    || x.State == PayoutBatchState.Closed
                )
            )
            .ToListAsync(ct);
        return payouts.FindAll(x => answerable.Exists(y => y.Id == x.BatchId));
    }

    /// <summary>An answer proves that the bank has the order, even when nobody said so yet.</summary>
    private async Task SendWhatTheBankHas(List<Payout> payouts, CancellationToken ct)
    {
        foreach (var id in payouts.Select(x => x.BatchId).Distinct())
        {
            var batch = await db.PayoutBatches.SingleAsync(x => x.Id == id, ct);
            if (batch.State == PayoutBatchState.FileStored)
            {
                _ = await sending.Send(batch, ct);
            }
        }
    }

    private void Note(Payout payout, BankAnswerLine line, AnswerEffect effect)
    {
        if (effect is AnswerEffect.Applied or AnswerEffect.NeedsEyes)
        {
            var detail = line.Reason is null ? $"{line.Outcome}" : $"{line.Outcome} {line.Reason}";
            var now = clock.GetCurrentInstant();
            db.BatchFacts.Add(
                new(payout.BatchId, BatchStep.Answered, work.Actor.Key, now, payout.WithdrawalId, Short(detail, 500))
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

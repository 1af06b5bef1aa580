using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>One step through a bank's file: its next lines, in one transaction with how far it came.</summary>
[InternalRequest]
internal sealed record TakeBankAnswerLines(OpenedAnswer Answer) : ICommand<LinesTaken>;

/// <summary>Whether the file is taken in whole now.</summary>
internal sealed record LinesTaken(bool Finished);

internal sealed class TakeBankAnswerLinesHandler(
    WalletDbContext db,
    AnsweredFiles files,
    AnswerTaking taking,
    ISender sender,
    IWork work
) : ICommandHandler<TakeBankAnswerLines, LinesTaken>
{
    /// <summary>Payments one step touches at most: what waits beside it waits for no more than these.</summary>
    public const int MostPayments = 50;

    public async Task<Result<LinesTaken>> Handle(TakeBankAnswerLines command, CancellationToken ct)
    {
        var (id, file) = (command.Answer.Id, command.Answer.File);
        var from = await db.BankAnswers.Where(x => x.Id == id).Select(x => x.LinesDone).SingleAsync(ct);
        if (from >= file.Lines.Count)
        {
            return new LinesTaken(true);
        }

        var lines = Next(file.Lines, from);
        var batches = await files.Of(file, lines, ct);
        // An answer proves that the bank has the order, even when nobody said so yet.
        foreach (var batch in batches.Where(x => x.State == PayoutBatchState.FileStored))
        {
            if ((await sender.Send(new SendAnsweredBatch(batch.Id), ct)).Error is { } refused)
            {
                return refused;
            }
        }

        await work.Begin(ct);
        // Whoever takes hold of the file first does this step; the other one finds it done, and does nothing.
        var held = await db
            .BankAnswers.Where(x => x.Id == id && x.LinesDone == from)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.LinesDone, from), ct);
        if (held == 0)
        {
            return new LinesTaken(false);
        }

        var known = batches.Select(x => x.Id).ToHashSet();
        var whole = lines[0].EndToEndId is null && files.BatchOf(lines[0], known) is not null;
        var done =
            !whole ? await taking.TakeSingles(command.Answer, from, lines, known, ct)
            : await taking.TakeWhole(command.Answer, from, lines[0], known, ct) ? 1
            : 0;
        await db
            .BankAnswers.Where(x => x.Id == id)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.LinesDone, from + done), ct);
        await work.FlushOrRunAgain(ct);
        return new LinesTaken(from + done == file.Lines.Count);
    }

    /// <summary>The next single lines, or the next one about a whole message alone.</summary>
    private static List<BankAnswerLine> Next(IReadOnlyList<BankAnswerLine> lines, int from)
    {
        static bool IsWhole(BankAnswerLine line) =>
            line.EndToEndId is null && PayoutBatch.OfMessage(line.MessageId) is not null;
        return IsWhole(lines[from])
            ? [lines[from]]
            : [.. lines.Skip(from).Take(MostPayments).TakeWhile(x => !IsWhole(x))];
    }
}

/// <summary>The bank has the order of a batch whose file nobody said was sent.</summary>
[InternalRequest]
internal sealed record SendAnsweredBatch(PayoutBatchId Id) : ICommand<Done>;

internal sealed class SendAnsweredBatchHandler(WalletDbContext db, PayoutSending sending, IWork work)
    : ICommandHandler<SendAnsweredBatch, Done>
{
    public async Task<Result<Done>> Handle(SendAnsweredBatch command, CancellationToken ct)
    {
        await work.Begin(ct);
        var batch = await db.PayoutBatches.SingleAsync(x => x.Id == command.Id, ct);
        if (batch.State == PayoutBatchState.FileStored && await sending.Send(batch, ct) is { } refused)
        {
            return refused;
        }

        await work.Flush(ct);
        return Done.Value;
    }
}

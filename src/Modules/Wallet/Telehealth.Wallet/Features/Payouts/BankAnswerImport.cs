using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

/// <summary>A bank's stored file, opened and read.</summary>
/// <param name="Id">The stored file.</param>
/// <param name="ImportedBy">The key of whoever imported it.</param>
/// <param name="File">What it says.</param>
/// <param name="Named">Every payment it names, in whatever line.</param>
internal sealed record OpenedAnswer(Guid Id, string ImportedBy, BankAnswerFile File, IReadOnlySet<string> Named);

/// <summary>
/// Takes a stored file in, step by step: each step is a short transaction of its own, so that no other payment waits
/// for a long file, and the file itself knows how far it came.
/// </summary>
internal sealed class BankAnswerSteps(WalletDbContext db, IPersonVault vault, ISender sender)
{
    public const string Job = "wallet.take-bank-answers";

    /// <summary>Does at most so many steps; answers how many it did.</summary>
    public async Task<int> Run(Guid id, int mostSteps, CancellationToken ct)
    {
        if (await Open(id, ct) is not { } opened)
        {
            return 0;
        }

        for (var steps = 0; steps < mostSteps; steps++)
        {
            var taken = await sender.SendAs(Actor.System(Job), new TakeBankAnswerLines(opened), ct);
            if (taken.Error is not null)
            {
                return steps;
            }

            if (taken.Value.Finished)
            {
                return steps + 1;
            }
        }

        return mostSteps;
    }

    private async Task<OpenedAnswer?> Open(Guid id, CancellationToken ct)
    {
        var answer = await db
            .BankAnswers.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == id && x.LinesDone < x.Lines, ct);
        if (answer is null)
        {
            return null;
        }

        var purpose = ImportBankAnswersHandler.Purpose;
        var content = await vault.OpenBytes(new PersonId(id), purpose, answer.SealedContent, ct);
        using var stream = new MemoryStream(content, writable: false);
        var file = (await Gateways.Bank.BankAnswers.Read(stream, ImportBankAnswersEndpoint.MostBytes, ct)).Value;
        var named = file.Lines.Select(x => x.EndToEndId).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return new(id, answer.ImportedBy, file, named);
    }
}

/// <summary>
/// What the API and the page do with a file: it is stored first; a short one is taken in at once, a long one goes on by
/// itself.
/// </summary>
internal sealed class BankAnswerImport(BankAnswerSteps steps, ISender sender)
{
    /// <summary>A file of so many lines is taken in while its sender waits: a second or two.</summary>
    public const int MostLinesAtOnce = 500;

    // A line about a whole message may need several.
    private const int MostSteps = 50;

    public async Task<Result<ImportAnswer>> Import(byte[] content, string? key, CancellationToken ct)
    {
        var stored = await sender.Send(new ImportBankAnswers(FrozenOrders.HashOf(content), content), ct, key);
        if (stored.Error is { } refused)
        {
            return refused;
        }

        var (id, lines, already) = stored.Value;
        if (lines <= MostLinesAtOnce)
        {
            await steps.Run(id, MostSteps, ct);
        }

        return await sender.Send(new GetImport(id, already), ct);
    }
}

/// <summary>Goes on with the files that are not taken in whole: long ones, and those a host left behind.</summary>
internal sealed class TakeBankAnswers(WalletDbContext db, BankAnswerSteps steps) : IBackgroundWork
{
    // The file is read once for so many steps.
    private const int MostSteps = 200;

    public string Name => BankAnswerSteps.Job;

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var next = await db
            .BankAnswers.Where(x => x.LinesDone < x.Lines)
            .OrderBy(x => x.Sequence)
            .Select(x => (Guid?)x.Id)
            .FirstOrDefaultAsync(ct);
        return next is { } id ? await steps.Run(id, MostSteps, ct) : 0;
    }

    public Task<int> Pending(CancellationToken ct) => db.BankAnswers.CountAsync(x => x.LinesDone < x.Lines, ct);
}

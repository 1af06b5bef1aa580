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
using Telehealth.Wallet.Gateways.Bank;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class StorePayoutFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/wallet/payout-batches/{id:guid}/file",
                async (Guid id, FileBody? body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new StorePayoutFile(new PayoutBatchId(id), body?.Format ?? BankFileFormat.Pain001),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("StorePayoutFile")
            .WithSummary("Makes the bank's file of an approved batch, once")
            .WithDescription(
                "Asked again it answers the same file. A batch has one file in one format: two could be paid twice. "
                    + "Once the approved day is over the batch has to be put back for approval."
            )
            .WithTags("Payouts")
            .Answers<FileAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422);
}

/// <summary>What kind of file a bank is given.</summary>
public enum BankFileFormat
{
    /// <summary>ISO 20022 pain.001.001.09: what a bank's upload page takes.</summary>
    Pain001,

    /// <summary>BACS Standard 18: for accounts with a service user number.</summary>
    Bacs,
}

/// <summary>Which file to make.</summary>
/// <param name="Format">Pain001 when left out.</param>
public sealed record FileBody(BankFileFormat Format = BankFileFormat.Pain001);

/// <summary>The bank's file of a batch.</summary>
/// <param name="Name">What it is called when downloaded.</param>
/// <param name="Format">Its kind.</param>
/// <param name="Sha256">Of its bytes, in hex: what the bank shows must be the same.</param>
/// <param name="Length">Its size in bytes.</param>
/// <param name="StoredAt">When it was made.</param>
public sealed record FileAnswer(string Name, BankFileFormat Format, string Sha256, int Length, Instant StoredAt)
{
    internal static FileAnswer Of(BankFile file)
    {
        var format = Enum.Parse<BankFileFormat>(file.Format);
        var ending = format == BankFileFormat.Pain001 ? "xml" : "txt";
        var name = $"{PayoutBatch.MessageIdOf(file.BatchId)}.{ending}";
        return new(name, format, file.Sha256, file.Length, file.StoredAt);
    }
}

[Needs("wallet.payouts.prepare")]
internal sealed record StorePayoutFile(PayoutBatchId Id, BankFileFormat Format) : ICommand<FileAnswer>;

internal sealed class StorePayoutFileHandler(
    WalletDbContext db,
    FrozenOrders orders,
    ExecutionDates dates,
    IWork work,
    IClock clock
) : ICommandHandler<StorePayoutFile, FileAnswer>
{
    public async Task<Result<FileAnswer>> Handle(StorePayoutFile command, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var format = command.Format.ToString();
        var stored = await db.BankFiles.AsNoTracking().FirstOrDefaultAsync(x => x.BatchId == batch.Id, ct);
        if (stored is not null)
        {
            return stored.Format == format ? FileAnswer.Of(stored) : PayoutBatchErrors.OtherFormat;
        }

        if (batch.State != PayoutBatchState.Approved)
        {
            return PayoutBatchErrors.NotApproved;
        }

        if (dates.TooLate(batch, command.Format) is { } late)
        {
            return late;
        }

        var rendered = Render(await orders.Open(batch, ct), command.Format);
        if (rendered.Error is { } refused)
        {
            return refused;
        }

        var bytes = rendered.Value;
        var sealedBytes = await orders.SealFile(batch.Id, bytes, ct);
        var now = clock.GetCurrentInstant();
        var file = new BankFile(batch.Id, format, sealedBytes, FrozenOrders.HashOf(bytes), bytes.Length, now);
        await work.Begin(ct);
        if (batch.StoreFile() is { } no)
        {
            return no;
        }

        db.BankFiles.Add(file);
        db.BatchFacts.Add(new(batch.Id, BatchStep.FileStored, work.Actor.Key, now, detail: file.Sha256));
        // Two at once: the key lets one in, the other runs again and answers that one's file.
        await work.FlushOrRunAgain(ct);
        return FileAnswer.Of(file);
    }

    private Result<byte[]> Render(PaymentOrder order, BankFileFormat format) =>
        format == BankFileFormat.Pain001
            ? Pain001.Write(order)
            : BacsStandard18.Write(order, dates.BacsProcessing(order.PayDate));
}

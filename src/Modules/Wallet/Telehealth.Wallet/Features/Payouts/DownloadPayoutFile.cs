using System.Text.Json.Serialization;
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
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Features.Payouts;

internal sealed class DownloadPayoutFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/wallet/payout-batches/{id:guid}/file", Download)
            .WithName("DownloadPayoutFile")
            .WithSummary("Downloads the bank's file: the same bytes for ever; who did is written down")
            .WithTags("Payouts")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/xml", "text/plain")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Microsoft.AspNetCore.Http.IResult> Download(
        Guid id,
        string? format,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        var asked = QueryWord.Read<BankFileFormat>("format", format);
        if (asked.Error is { } refused)
        {
            return Telehealth.BuildingBlocks.Infrastructure.Http.Answers.Problem(refused);
        }

        var answer = await sender.Send(new DownloadPayoutFile(new PayoutBatchId(id), asked.Value), ct);
        http.Response.Headers.CacheControl = "no-store";
        return answer.ToHttp(x => Results.File(x.Content, x.ContentType, x.Name));
    }
}

[Needs("wallet.payouts.prepare")]
internal sealed record DownloadPayoutFile(PayoutBatchId Id, BankFileFormat? Format) : ICommand<PayoutFileContent>;

internal sealed record PayoutFileContent(string Name, string ContentType, [property: JsonIgnore] byte[] Content);

internal sealed class DownloadPayoutFileHandler(
    WalletDbContext db,
    FrozenOrders orders,
    ExecutionDates dates,
    IWork work,
    IClock clock
) : ICommandHandler<DownloadPayoutFile, PayoutFileContent>
{
    public async Task<Result<PayoutFileContent>> Handle(DownloadPayoutFile command, CancellationToken ct)
    {
        var batch = await db.PayoutBatches.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (batch is null)
        {
            return PayoutBatchErrors.NotFound;
        }

        var file = await db.BankFiles.AsNoTracking().FirstOrDefaultAsync(x => x.BatchId == command.Id, ct);
        if (file is null)
        {
            return PayoutBatchErrors.NoFile;
        }

        var about = FileAnswer.Of(file);
        if (command.Format is { } wanted && wanted != about.Format)
        {
            return PayoutBatchErrors.OtherFormat;
        }

        // What the bank has already is shown for ever; what it does not have is of no use once its day is over.
        var given = batch.State is PayoutBatchState.Sent or PayoutBatchState.Closed;
        if (!given && dates.TooLate(batch, about.Format) is { } late)
        {
            return late;
        }

        var content = await orders.OpenFile(file, ct);
        await work.Begin(ct);
        await Hold(file, ct);
        var now = clock.GetCurrentInstant();
        db.BatchFacts.Add(new(command.Id, BatchStep.FileDownloaded, work.Actor.Key, now, detail: file.Sha256));
        var type = about.Format == BankFileFormat.Pain001 ? "application/xml" : "text/plain";
        return new PayoutFileContent(about.Name, type, content);
    }

    // Raising its version keeps the batch from being put back for approval while its file goes out.
    private async Task Hold(BankFile file, CancellationToken ct)
    {
        var (id, hash) = (file.BatchId, file.Sha256);
        var held = await db
            .PayoutBatches.Where(x => x.Id == id && db.BankFiles.Any(y => y.BatchId == id && y.Sha256 == hash))
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Version, x => x.Version + 1), ct);
        if (held == 0)
        {
            throw new DbUpdateConcurrencyException("The batch was put back for approval; look again.");
        }
    }
}

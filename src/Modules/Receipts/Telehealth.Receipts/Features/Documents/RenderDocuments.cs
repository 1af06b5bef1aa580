using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Receipts.Contracts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Persistence;
using Telehealth.Receipts.Templates;

namespace Telehealth.Receipts.Features.Documents;

/// <summary>Makes the PDFs of numbered documents, outside any transaction.</summary>
internal sealed partial class RenderDocuments(
    ReceiptsDbContext db,
    DocumentRenderer renderer,
    ISender sender,
    SystemTime system,
    ILogger<RenderDocuments> log
) : IBackgroundWork
{
    private const int Batch = 20;

    public string Name => "receipts.render-documents";

    public Lane Lane => Lane.Ordinary;

    public async Task<int> RunReady(bool force, CancellationToken ct)
    {
        var now = system.NowMicros;
        var ready = await db
            .Renderings.AsNoTracking()
            .Where(x => x.State == RenderingState.Waiting && (force || x.NextTryAtMicros <= now))
            .Join(db.Documents, x => x.DocumentId, x => x.Id, (_, document) => document)
            .OrderBy(x => x.Sequence)
            .Take(Batch)
            .ToListAsync(ct);
        foreach (var document in ready)
        {
            await Render(document, ct);
        }

        return ready.Count;
    }

    public Task<int> Pending(CancellationToken ct) =>
        db.Renderings.CountAsync(x => x.State == RenderingState.Waiting, ct);

    private async Task Render(IssuedDocument document, CancellationToken ct)
    {
        var actor = Actor.System(Name);
        try
        {
            var (content, sha256) = renderer.Render(document.Frozen);
            await sender.SendAs(actor, new StoreRendering(document.Id, content, sha256, renderer.Version), ct);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Failed(log, document.Number, e);
            await sender.SendAs(actor, new RecordRenderingFailure(document.Id, e.GetType().Name), ct);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Rendering document {Number} failed")]
    private static partial void Failed(ILogger log, string number, Exception exception);
}

/// <summary>Keeps the bytes of a document, once, and tells the others that it is there.</summary>
[InternalRequest]
internal sealed record StoreRendering(DocumentId DocumentId, byte[] Content, string Sha256, string RendererVersion)
    : ICommand<Done>;

internal sealed class StoreRenderingHandler(ReceiptsDbContext db, IWork work) : ICommandHandler<StoreRendering, Done>
{
    public async Task<Result<Done>> Handle(StoreRendering command, CancellationToken ct)
    {
        var id = command.DocumentId;
        var document = await db.Documents.AsNoTracking().SingleAsync(x => x.Id == id, ct);
        await work.Begin(ct);
        var won = await db
            .Renderings.Where(x => x.DocumentId == id && x.State != RenderingState.Done)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.State, RenderingState.Done).SetProperty(x => x.LastError, (string?)null),
                ct
            );
        if (won == 0)
        {
            return Done.Value;
        }

        db.Files.Add(RenderedFile.Keep(id, command.Content, command.Sha256, command.RendererVersion));
        work.Publish(Event(document), $"document:{id}", version: 1);
        return Done.Value;
    }

    private static IIntegrationEvent Event(IssuedDocument x) =>
        (x.ClientId, x.BookingId, x.CorrectsId) switch
        {
            ({ } client, { } booking, { } original) => new CreditNoteIssuedV1(
                x.Id,
                x.Number,
                original,
                client,
                x.ProviderId,
                booking
            ),
            ({ } client, { } booking, null) => new ReceiptIssuedV1(x.Id, x.Number, client, x.ProviderId, booking),
            _ => new ProviderDocumentIssuedV1(x.Id, x.Kind, x.Number, x.ProviderId),
        };
}

/// <summary>Notes that a rendering failed; the last of several tries leaves it to staff.</summary>
[InternalRequest]
internal sealed record RecordRenderingFailure(DocumentId DocumentId, string Failure) : ICommand<Done>;

internal sealed class RecordRenderingFailureHandler(ReceiptsDbContext db, IWork work, SystemTime system)
    : ICommandHandler<RecordRenderingFailure, Done>
{
    public async Task<Result<Done>> Handle(RecordRenderingFailure command, CancellationToken ct)
    {
        var waiting = db.Renderings.Where(x => x.DocumentId == command.DocumentId && x.State == RenderingState.Waiting);
        var before = await waiting.AsNoTracking().FirstOrDefaultAsync(ct);
        if (before is null)
        {
            return Done.Value;
        }

        var tries = before.Tries + 1;
        var state = tries >= DocumentRendering.MostTries ? RenderingState.Failed : RenderingState.Waiting;
        var next = system.NowMicros + (long)(DocumentRendering.Backoff(tries).TotalTicks / 10);
        await work.Begin(ct);
        await waiting.ExecuteUpdateAsync(
            set =>
                set.SetProperty(x => x.Tries, tries)
                    .SetProperty(x => x.State, state)
                    .SetProperty(x => x.NextTryAtMicros, next)
                    .SetProperty(x => x.LastError, command.Failure),
            ct
        );
        return Done.Value;
    }
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;

/// <summary>A message that was given up, as listed.</summary>
/// <param name="Module">The module whose inbox holds it.</param>
/// <param name="Sequence">Its number there: with the module, its id.</param>
/// <param name="Consumer">The consumer that failed.</param>
/// <param name="EventId">The event.</param>
/// <param name="WireName">The event's name on the wire.</param>
/// <param name="Partition">The aggregate whose events are in order.</param>
/// <param name="Halts">Whether the later events of the partition wait for a decision.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="LastError">The last failure.</param>
/// <param name="CommittedAt">When the event was committed.</param>
public sealed record DeadLetterAnswer(
    string Module,
    long Sequence,
    string Consumer,
    Guid EventId,
    string WireName,
    string Partition,
    bool Halts,
    int Tries,
    string? LastError,
    Instant CommittedAt
);

/// <summary>A message that was given up, with all that is known of it.</summary>
/// <param name="Message">As listed.</param>
/// <param name="Payload">The event: ids and amounts, no personal text; a text when it is not JSON.</param>
/// <param name="InitiatedBy">Who caused the event.</param>
/// <param name="TraceParent">The trace it belongs to.</param>
/// <param name="Waiting">How many later events of the partition wait behind it.</param>
public sealed record DeadLetterDetailsAnswer(
    DeadLetterAnswer Message,
    JsonElement Payload,
    string InitiatedBy,
    string? TraceParent,
    int Waiting
);

[Needs("operations.messages.read")]
internal sealed record ListDeadLetters(string? Module, string? After, int? Limit) : IQuery<Page<DeadLetterAnswer>>;

internal sealed class ListDeadLettersHandler(ModuleDatabases databases)
    : IQueryHandler<ListDeadLetters, Page<DeadLetterAnswer>>
{
    // One cursor over all modules: the module's place in the order of names, then the row's number in its inbox.
    private const int SequenceBits = 48;

    public async Task<Result<Page<DeadLetterAnswer>>> Handle(ListDeadLetters query, CancellationToken cancellationToken)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        Cursor.TryDecode(query.After, out var after);
        var modules = databases.Modules.OrderBy(x => x.Name, StringComparer.Ordinal).ToList();
        var found = new List<(long Place, DeadLetterAnswer Answer)>();
        for (var i = 0; i < modules.Count && found.Count <= limit; i++)
        {
            var first = (long)i << SequenceBits;
            if ((query.Module is { } only && only != modules[i].Name) || after >= (long)(i + 1) << SequenceBits)
            {
                continue;
            }

            var from = Math.Max(after - first, 0);
            var rows = await Rows(modules[i], from, limit + 1 - found.Count, cancellationToken);
            found.AddRange(rows.Select(x => (first + x.Sequence, Answer(modules[i], x))));
        }

        return Page<DeadLetterAnswer>.Of(found, limit, x => x.Answer, x => x.Place);
    }

    internal static DeadLetterAnswer Answer(Module module, InboxRow row) =>
        new(
            module.Name,
            row.Sequence,
            row.Consumer,
            row.EventId,
            row.WireName,
            row.Partition,
            !row.SkipWhenDead,
            row.Tries,
            row.LastError,
            Micros.ToInstant(row.CommittedAtMicros)
        );

    private Task<List<InboxRow>> Rows(Module module, long after, int count, CancellationToken ct) =>
        databases.Read(
            module,
            db =>
                db.Inbox.AsNoTracking()
                    .Where(x => x.State == InboxState.Dead && x.Sequence > after)
                    .OrderBy(x => x.Sequence)
                    .Take(count)
                    .ToListAsync(ct)
        );
}

[Needs("operations.messages.read")]
internal sealed record InspectDeadLetter(string Module, long Sequence) : IQuery<DeadLetterDetailsAnswer>;

internal sealed class InspectDeadLetterHandler(ModuleDatabases databases)
    : IQueryHandler<InspectDeadLetter, DeadLetterDetailsAnswer>
{
    public async Task<Result<DeadLetterDetailsAnswer>> Handle(
        InspectDeadLetter query,
        CancellationToken cancellationToken
    )
    {
        if (databases.Modules.FirstOrDefault(x => x.Name == query.Module) is not { } module)
        {
            return DeadLetterErrors.NotFound;
        }

        return await databases.Read<Result<DeadLetterDetailsAnswer>>(
            module,
            async db =>
            {
                var row = await db
                    .Inbox.AsNoTracking()
                    .FirstOrDefaultAsync(
                        x => x.Sequence == query.Sequence && x.State == InboxState.Dead,
                        cancellationToken
                    );
                if (row is null)
                {
                    return DeadLetterErrors.NotFound;
                }

                var waiting = await db.Halted()
                    .CountAsync(x => x.Consumer == row.Consumer && x.Partition == row.Partition, cancellationToken);
                return new DeadLetterDetailsAnswer(
                    ListDeadLettersHandler.Answer(module, row),
                    Json(row.Payload),
                    row.Actor,
                    row.TraceParent,
                    waiting
                );
            }
        );
    }

    // Poison need not be JSON: it is shown as the text it is.
    private static JsonElement Json(string payload)
    {
        try
        {
            using var document = JsonDocument.Parse(payload);
            return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            return JsonSerializer.SerializeToElement(payload, ApiJson.Options);
        }
    }
}

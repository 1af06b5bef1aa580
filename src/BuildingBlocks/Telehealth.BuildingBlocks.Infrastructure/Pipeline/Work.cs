using System.Diagnostics;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>The unit of work of one command or reaction; the pipeline and the processor drive it.</summary>
internal sealed class Work(
    CommandContext context,
    ModuleContexts contexts,
    IServiceProvider services,
    SystemTime system,
    SubscriptionCatalog subscriptions,
    OutboxSignal signal,
    CrashPoints crash
) : IWork
{
    private readonly List<PendingEvent> events = [];
    private readonly List<Func<CancellationToken, Task>> undo = [];
    private ModuleDbContext? db;
    private IDbContextTransaction? transaction;
    private readonly HashSet<AggregateRoot> touched = [];
    private bool keyHeld;
    private bool keyInserted;
    private string? progress;

    public Actor Actor => context.Actor;

    public string? Key => context.Key;

    public bool IsOpen => transaction is not null;

    /// <summary>True once the handler opened a transaction, whatever became of it.</summary>
    public bool HasStarted { get; private set; }

    public bool HasUndo => undo.Count > 0;

    private ModuleDbContext Db => db ?? throw new InvalidOperationException("No module is bound to this work.");

    /// <summary>Binds the work to the module of the command or reaction.</summary>
    public void Bind(Type messageOwner) => db ??= contexts.Of(messageOwner, services);

    /// <summary>Binds the work to a reaction's module.</summary>
    public void Bind(Module module) => db ??= (ModuleDbContext)services.GetRequiredService(module.DbContextType);

    /// <summary>The database of the bound module.</summary>
    public ModuleDbContext Database => Db;

    public Guid DerivedId(string step) =>
        context.Key is null ? Ids.New() : Ids.Derive(context.Actor.Key, context.Operation, context.Key, step);

    public string StepKey(string step) => DerivedId(step).ToString();

    public TProgress? Progress<TProgress>()
        where TProgress : class =>
        progress is null ? null : JsonSerializer.Deserialize<TProgress>(progress, ApiJson.Options);

    /// <summary>A duplicate found the key started: it owns the key already and resumes.</summary>
    public void Resume(string? storedProgress)
    {
        progress = storedProgress;
        keyHeld = true;
    }

    public async Task Begin(CancellationToken ct)
    {
        if (IsOpen)
        {
            throw new InvalidOperationException("The transaction is open already.");
        }

        HasStarted = true;
        transaction = await Db.Database.BeginTransactionAsync(ct);
        context.InTransaction = true;
        if (context.Idempotency is { } scope)
        {
            await TakeKey(scope, ct);
        }

        crash.At("work.begun", context.Operation);
    }

    /// <summary>Opens the transaction of a reaction: the inbox row is its key.</summary>
    public async Task BeginReaction(CancellationToken ct)
    {
        transaction = await Db.Database.BeginTransactionAsync(ct);
        context.InTransaction = true;
    }

    public async Task CommitStep<TProgress>(TProgress value, CancellationToken ct)
    {
        if (context.Idempotency is { } scope)
        {
            progress = JsonSerializer.Serialize(value, ApiJson.Options);
            var body = progress;
            await Db
                .Idempotency.Where(x => x.Scope == scope.Scope)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Body, body), ct);
        }

        await Commit(ct);
        crash.At("work.step", context.Operation);
    }

    public async Task Flush(CancellationToken ct)
    {
        TouchAggregates();
        await Db.SaveChangesAsync(ct);
    }

    public void Publish(IIntegrationEvent integrationEvent, string partition, AggregateRoot root) =>
        events.Add(new PendingEvent(integrationEvent, partition, root, 0));

    public void Publish(IIntegrationEvent integrationEvent, string partition, long version) =>
        events.Add(new PendingEvent(integrationEvent, partition, null, version));

    public void OnRefusal(Func<CancellationToken, Task> action) => undo.Add(action);

    /// <summary>State first, then the outbox, so that the outbox's order follows the aggregates' versions.</summary>
    public async Task Commit(CancellationToken ct)
    {
        TouchAggregates();
        await Db.SaveChangesAsync(ct);
        var lanes = events.Select(x => subscriptions.LaneOf(x.WireName)).Distinct().ToList();
        if (lanes.Count > 0)
        {
            AddOutboxRows();
            await Db.SaveChangesAsync(ct);
        }

        crash.At("work.before-commit", context.Operation);
        await transaction!.CommitAsync(ct);
        keyHeld |= keyInserted;
        await Close();
        crash.At("work.after-commit", context.Operation);
        foreach (var lane in lanes)
        {
            signal.Raise(Db.Module, lane);
        }
    }

    public async Task Rollback()
    {
        if (transaction is { } open)
        {
            await open.RollbackIfOpen();
        }

        await Close();
        events.Clear();
        Db.ChangeTracker.Clear();
    }

    /// <summary>Stores the answer under the key, in the open transaction.</summary>
    public async Task StoreAnswer(string body, bool refused, CancellationToken ct)
    {
        if (context.Idempotency is not { } scope)
        {
            return;
        }

        var changed = await Db
            .Idempotency.Where(x => x.Scope == scope.Scope && x.State == IdempotencyState.Started)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, IdempotencyState.Completed)
                        .SetProperty(x => x.Body, body)
                        .SetProperty(x => x.Refused, refused),
                ct
            );
        if (changed == 0)
        {
            throw new AlreadyAnsweredException();
        }
    }

    /// <summary>Runs what the handler asked for should it refuse, in the small transaction of the refusal.</summary>
    public async Task RunUndo(CancellationToken ct)
    {
        foreach (var action in undo)
        {
            await action(ct);
        }
    }

    private async Task TakeKey(IdempotencyScope scope, CancellationToken ct)
    {
        if (keyHeld)
        {
            // A later step, or a duplicate that resumes: whoever completes the row first wins, the others wait here.
            var held = await Db
                .Idempotency.Where(x => x.Scope == scope.Scope && x.State == IdempotencyState.Started)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.Operation, x => x.Operation), ct);
            if (held == 0)
            {
                throw new AlreadyAnsweredException();
            }

            return;
        }

        var row = new IdempotencyRow
        {
            Scope = scope.Scope,
            Operation = scope.Operation,
            RequestHash = scope.RequestHash,
            CreatedAtMicros = system.NowMicros,
        };
        Db.Idempotency.Add(row);
        try
        {
            // Only this row: whatever the handler tracked before Begin is saved with its own writes.
            await SaveOnly(row, ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new AlreadyAnsweredException();
        }

        keyInserted = true;
    }

    private async Task SaveOnly(IdempotencyRow row, CancellationToken ct)
    {
        var others = Db.ChangeTracker.Entries().Where(x => x.State == EntityState.Added && x.Entity != row).ToList();
        if (others.Count > 0)
        {
            throw new InvalidOperationException("Add entities after Begin, not before it.");
        }

        await Db.SaveChangesAsync(ct);
        Db.Entry(row).State = EntityState.Detached;
    }

    private void TouchAggregates()
    {
        Db.ChangeTracker.DetectChanges();
        var published = events.Select(x => x.Root).OfType<AggregateRoot>().ToHashSet();
        foreach (var entry in Db.ChangeTracker.Entries<AggregateRoot>().ToList())
        {
            var changed = entry.State is EntityState.Added or EntityState.Modified;
            var relevant = changed || (published.Contains(entry.Entity) && entry.State != EntityState.Deleted);
            if (relevant && touched.Add(entry.Entity))
            {
                entry.Entity.Touch();
            }
        }
    }

    private void AddOutboxRows()
    {
        var ordinal = 0;
        foreach (var pending in events)
        {
            Db.Outbox.Add(
                new OutboxRow
                {
                    EventId = Ids.New(),
                    WireName = pending.WireName,
                    Lane = subscriptions.LaneOf(pending.WireName),
                    Partition = pending.Partition,
                    Version = pending.Root?.Version ?? pending.Version,
                    Ordinal = ordinal++,
                    Payload = JsonSerializer.Serialize(pending.Event, pending.Event.GetType(), ApiJson.Options),
                    Actor = context.Actor.InitiatedBy ?? context.Actor.Key,
                    TraceParent = Activity.Current?.Id,
                    CommittedAtMicros = system.NowMicros,
                }
            );
        }

        events.Clear();
    }

    private async Task Close()
    {
        if (transaction is { } open)
        {
            await open.DisposeAsync();
        }

        transaction = null;
        keyInserted = false;
        touched.Clear();
        context.InTransaction = false;
    }

    private sealed record PendingEvent(IIntegrationEvent Event, string Partition, AggregateRoot? Root, long Version)
    {
        public string WireName { get; } = WireNames.Of(Event.GetType());
    }
}

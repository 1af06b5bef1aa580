using System.Data.Common;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Storage;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;

namespace Telehealth.BuildingBlocks.Infrastructure.Persistence;

/// <summary>
/// SQLite has one writer. Instead of letting writers poll a busy file, every write transaction of the process queues
/// here, timed and metered; waiting too long is answered as busy (503). The more urgent lane goes first and each lane
/// first come first served; the urgent lanes have few writers, so the others get their turns between them.
/// </summary>
public sealed class WriteGate
{
    private static readonly Meter Meter = new("Telehealth.Sqlite");

    private static readonly Histogram<double> Waited = Meter.CreateHistogram<double>(
        "telehealth.sqlite.gate.wait",
        "ms",
        "Time a write transaction waited for its turn."
    );

    private readonly Lock one = new();

    private readonly Dictionary<Lane, LinkedList<TaskCompletionSource>> waiting = Lanes.All.ToDictionary(
        x => x,
        _ => new LinkedList<TaskCompletionSource>()
    );

    private bool taken;

    /// <summary>How long a transaction waits for its turn before it is answered as busy.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Waits for the turn; throws <see cref="DatabaseBusyException"/> when patience runs out.</summary>
    public async Task Enter(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var from = Stopwatch.GetTimestamp();
        var lane = Lanes.Current;
        if (Queue(lane) is { } turn)
        {
            try
            {
                await turn.Task.WaitAsync(Patience, ct);
            }
            catch (TimeoutException)
            {
                Withdraw(lane, turn);
                throw new DatabaseBusyException();
            }
            catch (OperationCanceledException)
            {
                Withdraw(lane, turn);
                throw;
            }
        }

        Waited.Record(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
    }

    /// <summary>The same, for the few callers of EF that are not async.</summary>
    public void Enter()
    {
        var lane = Lanes.Current;
        if (Queue(lane) is { } turn && !turn.Task.Wait(Patience))
        {
            Withdraw(lane, turn);
            throw new DatabaseBusyException();
        }
    }

    /// <summary>Ends the turn.</summary>
    public void Leave()
    {
        lock (one)
        {
            var line = Lanes.All.Select(x => waiting[x]).FirstOrDefault(x => x.Count > 0);
            if (line is null)
            {
                taken = false;
                return;
            }

            // The turn is handed over, never put down: nobody who comes now gets before those who wait.
            line.First!.Value.SetResult();
            line.RemoveFirst();
        }
    }

    /// <summary>Takes the turn when nobody has it, else a place in the line.</summary>
    private TaskCompletionSource? Queue(Lane lane)
    {
        lock (one)
        {
            if (!taken)
            {
                taken = true;
                return null;
            }

            var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[lane].AddLast(turn);
            return turn;
        }
    }

    /// <summary>Leaves the line, or gives a turn back that came at the last moment.</summary>
    private void Withdraw(Lane lane, TaskCompletionSource turn)
    {
        bool waited;
        lock (one)
        {
            waited = waiting[lane].Remove(turn);
        }

        if (!waited)
        {
            Leave();
        }
    }
}

/// <summary>The database did not let us write in time; the caller may try again.</summary>
public sealed class DatabaseBusyException() : Exception("The database is busy.");

/// <summary>
/// Enters the gate before BEGIN IMMEDIATE; <see cref="GatedTransactions"/> leaves it however the transaction ends.
/// </summary>
internal sealed class GateOnBegin(WriteGate gate) : DbTransactionInterceptor
{
    // By transaction, not in EF's internal services: those are shared by every host of the process.
    private static readonly ConditionalWeakTable<DbTransaction, WriteGate> Turns = [];

    /// <summary>Ends the turn the transaction holds, once.</summary>
    public static void Leave(DbTransaction transaction)
    {
        if (Turns.TryGetValue(transaction, out var gate) && Turns.Remove(transaction))
        {
            gate.Leave();
        }
    }

    public override async ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        await gate.Enter(cancellationToken);
        return Begin(connection);
    }

    public override InterceptionResult<DbTransaction> TransactionStarting(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result
    )
    {
        gate.Enter();
        return Begin(connection);
    }

    // Microsoft.Data.Sqlite begins IMMEDIATE by default, so a read never upgrades to a write half-way.
    private InterceptionResult<DbTransaction> Begin(DbConnection connection)
    {
        try
        {
            var transaction = connection.BeginTransaction();
            Turns.Add(transaction, gate);
            return InterceptionResult<DbTransaction>.SuppressWithResult(transaction);
        }
        catch
        {
            gate.Leave();
            throw;
        }
    }
}

/// <summary>
/// Gives the gate back on commit, rollback and dispose alike: EF reports no event for a disposed transaction.
/// </summary>
internal sealed class GatedTransactions(RelationalTransactionFactoryDependencies dependencies)
    : IRelationalTransactionFactory
{
    public RelationalTransaction Create(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool transactionOwned
    ) =>
        new GatedTransaction(
            connection,
            transaction,
            transactionId,
            logger,
            transactionOwned,
            dependencies.SqlGenerationHelper
        );

    private sealed class GatedTransaction(
        IRelationalConnection connection,
        DbTransaction transaction,
        Guid transactionId,
        IDiagnosticsLogger<DbLoggerCategory.Database.Transaction> logger,
        bool owned,
        ISqlGenerationHelper sql
    ) : RelationalTransaction(connection, transaction, transactionId, logger, owned, sql)
    {
        private readonly DbTransaction begun = transaction;

        protected override void ClearTransaction()
        {
            base.ClearTransaction();
            GateOnBegin.Leave(begun);
        }

        protected override async Task ClearTransactionAsync(CancellationToken cancellationToken = default)
        {
            await base.ClearTransactionAsync(cancellationToken);
            GateOnBegin.Leave(begun);
        }

        public override void Dispose()
        {
            base.Dispose();
            GateOnBegin.Leave(begun);
        }

        public override async ValueTask DisposeAsync()
        {
            await base.DisposeAsync();
            GateOnBegin.Leave(begun);
        }
    }
}

/// <summary>Refuses a write outside a transaction: it would pass the gate by.</summary>
internal sealed class WritesNeedTransaction : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) =>
        command.Transaction is null
        && eventData.CommandSource is (CommandSource.ExecuteUpdate or CommandSource.ExecuteDelete)
            ? throw new InvalidOperationException("A write outside a transaction: open one first.")
            : ValueTask.FromResult(result);
}

using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>
/// Cuts a host's power at a named place: the step throws, and from then on nothing this host does reaches the
/// database, not even its record of the failure. What is left is what a real power cut leaves.
/// </summary>
internal sealed class PowerSwitch : CrashPoints
{
    private int passed;

    public string? CutAt { get; set; }

    /// <summary>How many times the place is passed before the cut.</summary>
    public int After { get; set; }

    /// <summary>Called at every place, to wait or to let others run in between.</summary>
    public Action<string, string> Look { get; set; } = (_, _) => { };

    public bool IsOff { get; private set; }

    public override void At(string step, string subject)
    {
        Refuse();
        Look(step, subject);
        if (step == CutAt && Interlocked.Increment(ref passed) > After)
        {
            IsOff = true;
            throw new PowerCutException(step);
        }
    }

    public void Refuse()
    {
        if (IsOff)
        {
            throw new PowerCutException("a database call after the cut");
        }
    }
}

public sealed class PowerCutException(string step) : Exception($"The power went at {step}.");

internal sealed class PoweredCommands(PowerSwitch power) : DbCommandInterceptor
{
    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        power.Refuse();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    )
    {
        power.Refuse();
        return ValueTask.FromResult(result);
    }
}

internal sealed class PoweredTransactions(PowerSwitch power) : DbTransactionInterceptor
{
    public override ValueTask<InterceptionResult<DbTransaction>> TransactionStartingAsync(
        DbConnection connection,
        TransactionStartingEventData eventData,
        InterceptionResult<DbTransaction> result,
        CancellationToken cancellationToken = default
    )
    {
        power.Refuse();
        return ValueTask.FromResult(result);
    }

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        power.Refuse();
        return ValueTask.FromResult(result);
    }
}

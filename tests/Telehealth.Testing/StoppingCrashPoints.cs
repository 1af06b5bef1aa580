using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Testing;

/// <summary>Stops once at a named place between two steps, as a power cut would.</summary>
internal sealed class StoppingCrashPoints : CrashPoints
{
    private string? stopAt;
    private int passes;

    /// <summary>The place, or null to pass all by.</summary>
    public string? StopAt
    {
        get => stopAt;
        set => (stopAt, passes) = (value, 0);
    }

    /// <summary>Only for this operation or consumer; null for any.</summary>
    public string? Subject { get; set; }

    /// <summary>How many times the place is passed before it stops.</summary>
    public int After { get; set; }

    /// <summary>While true nothing stops: for what a test does to a host behind its door.</summary>
    public bool Asleep { get; set; }

    /// <summary>
    /// Not a power cut: at the place everything stands still while this happens elsewhere, and then goes on as if no
    /// time had passed; whatever it held may have been lost.
    /// </summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>Not a power cut: what the database says at the place instead, such as that it is busy.</summary>
    public Exception? Said { get; set; }

    /// <summary>The places passed, in order, while recording.</summary>
    public List<(string Step, string Subject)>? Recorded { get; set; }

    public override void At(string step, string subject)
    {
        if (Recorded is { } recorded)
        {
            lock (recorded)
            {
                recorded.Add((step, subject));
            }
        }

        if (
            Asleep
            || step != StopAt
            || (Subject is not null && Subject != subject)
            || Interlocked.Increment(ref passes) <= After
        )
        {
            return;
        }

        StopAt = null;
        if (Said is { } said)
        {
            Said = null;
            throw said;
        }

        if (Meanwhile is not { } meanwhile)
        {
            throw new CrashException(step);
        }

        Meanwhile = null;
        Task.Run(meanwhile).GetAwaiter().GetResult();
    }
}

/// <summary>The power went; nothing after this place happened.</summary>
public sealed class CrashException(string step) : Exception($"Stopped at {step}.");

/// <summary>The database did not commit, or did and nobody heard of it.</summary>
public sealed class CommitException(string step) : DbException($"The connection broke at {step}.");

/// <summary>
/// Two more places to stop at: <see cref="Fails"/>, where the database refuses the commit, and <see cref="IsLost"/>,
/// where it commits and the answer is lost on its way.
/// </summary>
internal sealed class CommitFaults(CrashPoints crash) : DbTransactionInterceptor
{
    public const string Fails = "commit.fails";
    public const string IsLost = "commit.is-lost";

    public override ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        Pass(Fails);
        return ValueTask.FromResult(result);
    }

    public override Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        Pass(IsLost);
        return Task.CompletedTask;
    }

    private void Pass(string place)
    {
        try
        {
            crash.At(place, "");
        }
        catch (CrashException)
        {
            throw new CommitException(place);
        }
    }
}

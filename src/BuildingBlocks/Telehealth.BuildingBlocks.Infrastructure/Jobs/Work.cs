using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;

namespace Telehealth.BuildingBlocks.Infrastructure.Jobs;

/// <summary>
/// Work that falls due by the business clock (expiry, maturity, Friday). Safe to run twice and on two hosts. The scans
/// and the clock's advance call the same two methods.
/// </summary>
public interface IDueWork
{
    /// <summary>module.what-it-does, for logs and for the actor <c>system:…</c>.</summary>
    string Name { get; }

    /// <summary>Who is hurt when it is late; a lane's jobs wait for no other lane's.</summary>
    Lane Lane { get; }

    /// <summary>The earliest instant something falls due, or null.</summary>
    Task<Instant?> NextDue(CancellationToken ct);

    /// <summary>Does everything due at <paramref name="now"/>, by sending commands.</summary>
    Task RunDue(Instant now, CancellationToken ct);
}

/// <summary>Work that follows a commit by the system's clock: deliveries, rendering, healing.</summary>
public interface IBackgroundWork
{
    /// <summary>module.what-it-does, for logs and for the actor <c>system:…</c>.</summary>
    string Name { get; }

    /// <summary>Who is hurt when it is late.</summary>
    Lane Lane { get; }

    /// <summary>How many run it side by side while the host runs; what it takes must then be taken once.</summary>
    int Workers => 1;

    /// <summary>
    /// Does one batch of what is ready and answers how many it did. <paramref name="force"/> ignores backoff and
    /// waiting times (drain).
    /// </summary>
    Task<int> RunReady(bool force, CancellationToken ct);

    /// <summary>
    /// System time, in microseconds, since when the oldest item waits that could be done; null when none does.
    /// Readiness asks for it.
    /// </summary>
    Task<long?> WaitsSinceMicros(CancellationToken ct) => Task.FromResult<long?>(null);

    /// <summary>How many items still wait, not counting dead ones; drained means zero.</summary>
    Task<int> Pending(CancellationToken ct);
}

namespace Telehealth.Testing;

/// <summary>
/// The time of authenticator apps in tests: the system's, but whoever would wait for the next code is there at once. A
/// host and the phones of its people share one.
/// </summary>
internal sealed class SteppingTime : TimeProvider
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(30);
    private long ahead;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref ahead));

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        Interlocked.Add(ref ahead, Step.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, period);
    }
}

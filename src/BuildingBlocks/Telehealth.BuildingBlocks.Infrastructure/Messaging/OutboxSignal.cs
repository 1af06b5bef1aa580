using System.Collections.Concurrent;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// Wakes the loops of this process when a commit left something to do; other hosts find it by polling.
/// </summary>
public sealed class OutboxSignal
{
    private readonly ConcurrentDictionary<Listener, (string? Module, Lane? Lane)> listeners = new();

    /// <summary>Something was committed in the module, for the lane; null wakes every loop.</summary>
    public void Raise(string? module = null, Lane? lane = null)
    {
        foreach (var (listener, wants) in listeners)
        {
            var isOfModule = module is null || wants.Module is null || wants.Module == module;
            if (isOfModule && (lane is null || wants.Lane is null || wants.Lane <= lane))
            {
                listener.Raise();
            }
        }
    }

    /// <summary>
    /// Listens to one module, or to all, and to what concerns a lane: what is more urgent is handed down to it.
    /// </summary>
    public Listener Listen(string? module = null, Lane? lane = null)
    {
        var listener = new Listener(this);
        listeners[listener] = (module, lane);
        return listener;
    }

    /// <summary>One loop's ear; several signals in a row wake it once.</summary>
    public sealed class Listener(OutboxSignal signal) : IDisposable
    {
        private readonly SemaphoreSlim raised = new(0, 1);

        internal void Raise()
        {
            try
            {
                raised.Release();
            }
            catch (SemaphoreFullException)
            {
                // Already raised and not yet seen: one look finds everything.
            }
        }

        /// <summary>Whether it was raised since the last time anybody asked or waited.</summary>
        internal bool Heard() => raised.Wait(0);

        /// <summary>Waits until raised or until the polling interval is over.</summary>
        public Task Wait(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);

        /// <inheritdoc/>
        public void Dispose() => signal.listeners.TryRemove(this, out _);
    }
}

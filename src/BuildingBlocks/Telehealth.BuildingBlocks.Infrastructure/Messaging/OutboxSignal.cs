namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>Wakes the message pump of this process when a commit left something in an outbox.</summary>
public sealed class OutboxSignal
{
    private readonly SemaphoreSlim raised = new(0, 1);

    /// <summary>Something was committed.</summary>
    public void Raise()
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

    /// <summary>Waits until raised or until the polling interval is over.</summary>
    public Task Wait(TimeSpan atMost, CancellationToken ct) => raised.WaitAsync(atMost, ct);
}

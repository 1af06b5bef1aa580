namespace Telehealth.Notifications.Gateways;

/// <summary>What a development double was told to do, to see how the product copes.</summary>
internal sealed class DoubleBehaviour
{
    private int failNext;

    /// <summary>Refuse everything.</summary>
    public bool FailAlways { get; set; }

    /// <summary>How many of the next messages are refused.</summary>
    public int FailNext
    {
        get => Volatile.Read(ref failNext);
        set => Volatile.Write(ref failNext, value);
    }

    /// <summary>Wait before answering.</summary>
    public int DelayMilliseconds { get; set; }

    /// <summary>Refuse after the message was taken, as a connection that breaks before the answer.</summary>
    public bool LoseAnswers { get; set; }

    public async Task BeforeTaking(CancellationToken ct)
    {
        if (DelayMilliseconds > 0)
        {
            await Task.Delay(DelayMilliseconds, ct);
        }

        if (FailAlways || TakeFailure())
        {
            throw new NotAcceptedException("told-to-fail");
        }
    }

    public void AfterTaking()
    {
        if (LoseAnswers)
        {
            throw new NotAcceptedException("answer-lost");
        }
    }

    private bool TakeFailure()
    {
        while (true)
        {
            var left = FailNext;
            if (left <= 0)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref failNext, left - 1, left) == left)
            {
                return true;
            }
        }
    }
}

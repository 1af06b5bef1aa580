using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.Testing;

/// <summary>Stops once at a named place between two steps, as a power cut would.</summary>
internal sealed class StoppingCrashPoints : CrashPoints
{
    private int passes;

    /// <summary>The place, or null to pass all by.</summary>
    public string? StopAt { get; set; }

    /// <summary>Only for this operation or consumer; null for any.</summary>
    public string? Subject { get; set; }

    /// <summary>How many times the place is passed before it stops.</summary>
    public int After { get; set; }

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

        if (step != StopAt || (Subject is not null && Subject != subject) || Interlocked.Increment(ref passes) <= After)
        {
            return;
        }

        StopAt = null;
        passes = 0;
        throw new CrashException(step);
    }
}

/// <summary>The power went; nothing after this place happened.</summary>
public sealed class CrashException(string step) : Exception($"Stopped at {step}.");

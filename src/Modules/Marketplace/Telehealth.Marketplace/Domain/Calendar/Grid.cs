using NodaTime;

namespace Telehealth.Marketplace.Domain.Calendar;

/// <summary>The grid of five minutes on which every slot lies; a step is a claim's key.</summary>
internal static class Grid
{
    public const int StepMinutes = 5;
    public const long StepSeconds = StepMinutes * 60;

    public static bool IsOn(Instant instant) => instant.ToUnixTimeTicks() % (StepSeconds * 10_000_000) == 0;

    public static bool IsOn(LocalTime time) => time.TickOfDay % (StepSeconds * 10_000_000) == 0;

    public static long StepOf(Instant instant) => FloorDiv(instant.ToUnixTimeSeconds(), StepSeconds);

    public static Instant Of(long step) => Instant.FromUnixTimeSeconds(step * StepSeconds);

    /// <summary>
    /// Every step a booked time takes, its buffers included, in the order in which claims are inserted.
    /// </summary>
    public static IEnumerable<long> Steps(Instant startsAt, SlotShape shape)
    {
        var span = Taken(startsAt, shape);
        for (var step = FloorDiv(span.From, StepSeconds); step * StepSeconds < span.To; step++)
        {
            yield return step;
        }
    }

    /// <summary>The seconds of Unix time a booking takes, its buffers included.</summary>
    public static Span Taken(Instant startsAt, SlotShape shape)
    {
        var start = startsAt.ToUnixTimeSeconds();
        return new Span(
            start - shape.BufferBeforeMinutes * 60L,
            start + (shape.DurationMinutes + shape.BufferAfterMinutes) * 60L
        );
    }

    /// <summary>Claimed steps as seconds of Unix time.</summary>
    public static List<Span> Busy(IEnumerable<long> steps) =>
        Spans.Union(steps.Select(x => new Span(x * StepSeconds, (x + 1) * StepSeconds)));

    private static long FloorDiv(long value, long by) => (value - (((value % by) + by) % by)) / by;
}

/// <summary>How long a session takes, and how much time around it stays free.</summary>
internal sealed record SlotShape(int DurationMinutes, int BufferBeforeMinutes, int BufferAfterMinutes);

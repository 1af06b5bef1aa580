using System.Diagnostics;

namespace Telehealth.Benchmarks;

/// <summary>
/// Runs two ways of doing the same thing in turns, so that whoever else uses the machine meets both alike, and answers
/// medians, so that one disturbed turn decides nothing.
/// </summary>
internal static class Turns
{
    /// <param name="turns">How many turns count; some before them warm both up.</param>
    /// <param name="perTurn">How many things a turn does.</param>
    /// <param name="ours">One turn of the product.</param>
    /// <param name="bare">One turn of the baseline.</param>
    /// <param name="warmUp">The turns that do not count.</param>
    public static async Task<Pace> Compare(int turns, int perTurn, Func<Task> ours, Func<Task> bare, int warmUp = 2)
    {
        var pairs = new List<(double Ours, double Bare)>();
        for (var turn = 0; turn < turns + warmUp; turn++)
        {
            // Neither always pays for what the other left behind.
            var oursFirst = turn % 2 == 0;
            var first = await Time(oursFirst ? ours : bare);
            var second = await Time(oursFirst ? bare : ours);
            if (turn >= warmUp)
            {
                pairs.Add(oursFirst ? (first, second) : (second, first));
            }
        }

        return new Pace(
            perTurn / Median(pairs.Select(x => x.Ours)),
            perTurn / Median(pairs.Select(x => x.Bare)),
            Median(pairs.Select(x => x.Bare / x.Ours))
        );
    }

    /// <summary>The same work by many at once.</summary>
    public static Task Together(int many, Func<int, Task> work) =>
        Task.WhenAll(Enumerable.Range(0, many).Select(i => Task.Run(() => work(i))));

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1
            ? sorted[sorted.Count / 2]
            : (sorted[sorted.Count / 2 - 1] + sorted[sorted.Count / 2]) / 2;
    }

    private static async Task<double> Time(Func<Task> work)
    {
        var from = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(from).TotalSeconds;
    }
}

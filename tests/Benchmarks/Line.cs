using System.Globalization;

namespace Telehealth.Benchmarks;

/// <summary>One line of the printed table.</summary>
/// <param name="Name">The benchmark and what it does.</param>
/// <param name="Ours">What the product reached.</param>
/// <param name="Bare">What the baseline reached.</param>
/// <param name="Outcome">The ratio, or the figure that counts.</param>
/// <param name="Target">What it should be.</param>
/// <param name="Met">Whether it is; null when there is no target.</param>
internal sealed record Line(string Name, string Ours, string Bare, string Outcome, string Target, bool? Met)
{
    public const string Head = """
        | benchmark | ours | bare | result | target | |
        |---|---|---|---|---|---|
        """;

    /// <summary>A comparison in turns.</summary>
    public static Line Of(string name, Pace pace, double target) =>
        new(
            name,
            $"{Digits(pace.Ours)}/s",
            $"{Digits(pace.Bare)}/s",
            pace.Ratio.ToString("F2", CultureInfo.InvariantCulture),
            $"≥ {target.ToString("0.0#", CultureInfo.InvariantCulture)}",
            pace.Ratio >= target
        );

    /// <summary>A figure nobody compares.</summary>
    public static Line Figure(string name, string ours) => new(name, ours, "", "", "", null);

    public override string ToString() =>
        $"| {Name} | {Ours} | {Bare} | {Outcome} | {Target} | {(Met is { } met ? met ? "met" : "missed" : "")} |";

    private static string Digits(double perSecond) =>
        perSecond.ToString(perSecond < 100 ? "F1" : "F0", CultureInfo.InvariantCulture);
}

/// <summary>How fast the two were: of each the median turn, and the median of the turns' ratios.</summary>
/// <param name="Ours">The product's, per second.</param>
/// <param name="Bare">The baseline's, per second.</param>
/// <param name="Ratio">Ours by bare.</param>
internal sealed record Pace(double Ours, double Bare, double Ratio);

using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Employers;

/// <summary>A session as the aggregates read it.</summary>
internal sealed record UsageRow(LocalDate Month, string Category, PersonId Person, bool Held);

/// <summary>Sessions of a month as HR may see them; null where too few people are behind a number.</summary>
internal sealed record UsageMonth(
    LocalDate Month,
    long? Booked,
    long? Held,
    IReadOnlyList<(string Category, long? Booked)> Categories
);

/// <summary>
/// Numbers with at least five people behind them (HUB-08). Nor may a difference name anybody: where the hidden
/// categories of a month together have fewer than five, the smallest shown one is hidden too, until they have.
/// </summary>
internal static class UsageTable
{
    public const int FewestPeople = 5;

    public static IReadOnlyList<UsageMonth> Of(IEnumerable<UsageRow> rows) =>
        [.. rows.GroupBy(x => x.Month).OrderByDescending(x => x.Key).Select(x => MonthOf(x.Key, [.. x]))];

    private static UsageMonth MonthOf(LocalDate month, IReadOnlyList<UsageRow> rows)
    {
        var cells = rows.GroupBy(x => x.Category, StringComparer.Ordinal)
            .OrderBy(x => x.Key, StringComparer.Ordinal)
            .ToDictionary(x => x.Key, x => x.ToList(), StringComparer.Ordinal);
        var hidden = Hidden(cells);
        long? booked = People(rows) >= FewestPeople ? rows.Count : null;
        var held = rows.Where(x => x.Held).ToList();
        var missed = People(rows.Where(x => !x.Held));
        var heldIsSafe = People(held) >= FewestPeople && (missed == 0 || missed >= FewestPeople);
        return new UsageMonth(
            month,
            booked,
            booked is not null && heldIsSafe ? held.Count : null,
            [.. cells.Select(x => (x.Key, hidden.Contains(x.Key) ? (long?)null : x.Value.Count))]
        );
    }

    private static HashSet<string> Hidden(Dictionary<string, List<UsageRow>> cells)
    {
        var hidden = cells.Where(x => People(x.Value) < FewestPeople).Select(x => x.Key).ToHashSet();
        var shown = new Queue<string>(cells.Keys.Where(x => !hidden.Contains(x)).OrderBy(x => People(cells[x])));
        while (hidden.Count > 0 && shown.Count > 0 && !IsSafe(hidden.Select(x => cells[x])))
        {
            hidden.Add(shown.Dequeue());
        }

        return hidden;
    }

    private static bool IsSafe(IEnumerable<List<UsageRow>> hidden)
    {
        var groups = hidden.ToList();
        return groups.Count > 1 && People(groups.SelectMany(x => x)) >= FewestPeople;
    }

    private static int People(IEnumerable<UsageRow> rows) => rows.Select(x => x.Person).Distinct().Count();
}

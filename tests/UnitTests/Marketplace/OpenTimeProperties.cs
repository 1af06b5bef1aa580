using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.UnitTests.Marketplace;

/// <summary>What holds for every plan in every zone.</summary>
public sealed class OpenTimeProperties
{
    private static readonly string[] Zones =
    [
        "Europe/London",
        "Europe/Warsaw",
        "America/New_York",
        "Australia/Sydney",
        "Australia/Lord_Howe",
        "Atlantic/Reykjavik",
        "Pacific/Auckland",
        "Asia/Kathmandu",
    ];

    // Days around every change of 2027 in these zones, and some quiet ones.
    private static readonly LocalDate[] Days =
    [
        new(2027, 1, 11),
        new(2027, 3, 14),
        new(2027, 3, 28),
        new(2027, 4, 4),
        new(2027, 9, 26),
        new(2027, 10, 3),
        new(2027, 10, 31),
        new(2027, 11, 7),
    ];

    internal sealed record Example(DateTimeZone Zone, LocalDate Day, AvailabilityPlan Plan);

    [Property(MaxTest = 300)]
    public Property Every_open_instant_is_inside_the_wall_clock_plan_and_each_wall_time_comes_once() =>
        Prop.ForAll(
            Examples(),
            example =>
            {
                var seen = new HashSet<LocalDateTime>();
                return Steps(example)
                    .All(x =>
                    {
                        var local = x.InZone(example.Zone).LocalDateTime;
                        return IsPlanned(example.Plan, local) && seen.Add(local);
                    });
            }
        );

    [Property(MaxTest = 300)]
    public Property Every_planned_wall_time_that_exists_is_open_at_its_first_instant() =>
        Prop.ForAll(
            Examples(),
            example =>
            {
                var open = Steps(example).ToHashSet();
                return WallTimes(example.Day)
                    .Where(x => IsPlanned(example.Plan, x))
                    .Select(x => example.Zone.MapLocal(x))
                    .Where(x => x.Count > 0)
                    .All(x => open.Contains(x.First().ToInstant()));
            }
        );

    [Property(MaxTest = 200)]
    public Property Stretches_of_one_kind_are_in_order_apart_and_on_the_grid() =>
        Prop.ForAll(
            Examples(),
            example =>
            {
                var found = Of(example);
                return found.Zip(found.Skip(1)).All(x => x.First.EndsAt < x.Second.StartsAt)
                    && found.All(x => x.StartsAt < x.EndsAt && Grid.IsOn(x.StartsAt) && Grid.IsOn(x.EndsAt));
            }
        );

    [Property(MaxTest = 200)]
    public Property Offered_starts_fit_into_open_time_and_meet_no_claim() =>
        Prop.ForAll(
            Gen.Choose(1, 12)
                .SelectMany(_ => Gen.Choose(1, 30), (length, buffer) => (length, buffer))
                .SelectMany(_ => Gen.Choose(0, 200).ListOf(), (shape, busy) => (shape, busy))
                .ToArbitrary(),
            example =>
            {
                var shape = new SlotShape(example.shape.length * 5, example.shape.buffer % 4 * 5, 5);
                var open = new Span(0, 100 * Grid.StepSeconds);
                var busy = Grid.Busy(example.busy.Select(x => (long)x));
                var starts = SlotFinder.Starts([open], busy, shape, open, 5).ToList();
                var expected = Enumerable
                    .Range(0, 100)
                    .Select(x => Grid.Of(x))
                    .Where(x => x.ToUnixTimeSeconds() + shape.DurationMinutes * 60 <= open.To)
                    .Where(x => Grid.Steps(x, shape).All(step => !example.busy.Contains((int)step)));
                return starts.SequenceEqual(expected);
            }
        );

    [Property(MaxTest = 300)]
    public Property Subtracting_leaves_exactly_what_is_in_the_one_and_not_in_the_other() =>
        Prop.ForAll(
            SpanLists().SelectMany(_ => SpanLists(), (a, b) => (a, b)).ToArbitrary(),
            lists =>
            {
                var left = Spans.Subtract(lists.a, lists.b);
                return Enumerable.Range(0, 60).All(x => In(left, x) == (In(lists.a, x) && !In(lists.b, x)));
            }
        );

    private static bool In(IEnumerable<Span> spans, long x) => spans.Any(s => s.From <= x && x < s.To);

    private static Gen<List<Span>> SpanLists() =>
        Gen.Choose(0, 50)
            .SelectMany(_ => Gen.Choose(0, 12), (from, length) => new Span(from, from + length))
            .ListOf()
            .Select(x => x.ToList());

    private static Arbitrary<Example> Examples()
    {
        var windows = Gen.Choose(0, 280)
            .SelectMany(_ => Gen.Choose(1, 100), (from, length) => (from * 5, Math.Min(1440, (from + length) * 5)))
            .ListOf();
        return Gen.Elements(Zones)
            .SelectMany(_ => Gen.Elements(Days), (zone, day) => (zone, day))
            .SelectMany(
                _ => windows,
                (at, open) => new Example(DateTimeZoneProviders.Tzdb[at.zone], at.day, PlanOf(at.day, open))
            )
            .ToArbitrary();
    }

    private static AvailabilityPlan PlanOf(LocalDate day, IEnumerable<(int From, int To)> windows) =>
        AvailabilityPlan.Empty.With(
            new DateOverride(
                day,
                [
                    .. windows.Select(x => new OpenWindow(
                        LocalTime.FromMinutesSinceMidnight(x.From),
                        LocalTime.FromMinutesSinceMidnight(x.To % 1440),
                        DeliveryModes.Video,
                        [ChannelNames.Marketplace]
                    )),
                ]
            )
        );

    private static List<OpenStretch> Of(Example example) =>
        OpenTime.Of(example.Plan, example.Zone, example.Day, example.Day.PlusDays(1));

    private static IEnumerable<Instant> Steps(Example example) =>
        Of(example)
            .SelectMany(x =>
                Enumerable
                    .Range(0, (int)((x.EndsAt - x.StartsAt).TotalMinutes / 5))
                    .Select(i => x.StartsAt + Duration.FromMinutes(5 * i))
            );

    private static IEnumerable<LocalDateTime> WallTimes(LocalDate day) =>
        Enumerable.Range(0, 288).Select(x => day.AtMidnight().PlusMinutes(5 * x));

    private static bool IsPlanned(AvailabilityPlan plan, LocalDateTime local) =>
        plan.WindowsOn(local.Date)
            .Any(x => x.From <= local.TimeOfDay && (x.To == LocalTime.Midnight || local.TimeOfDay < x.To));
}

using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Hubs;

/// <summary>What HR sees of its people's sessions names nobody, not even by subtraction (HUB-08).</summary>
public sealed class UsageTableTests
{
    private static readonly LocalDate May = new(2031, 5, 1);

    [Fact]
    [Rule("HUB-08", Part = "groups")]
    public void Nothing_is_said_of_fewer_than_five_people()
    {
        var month = UsageTable.Of([.. Sessions("psychology", 0, 4), .. Sessions("psychology", 0, 4)]).Single();
        month.Booked.ShouldBeNull();
        month.Held.ShouldBeNull();
        month.Categories.ShouldBe([("psychology", null)]);
        UsageTable.Of(Sessions("psychology", 0, 5)).Single().Booked.ShouldBe(5);
    }

    [Fact]
    [Rule("HUB-08", Part = "differences")]
    public void A_small_group_hides_the_next_smallest_so_that_no_difference_shows_it()
    {
        var month = UsageTable
            .Of([.. Sessions("coaching", 0, 2), .. Sessions("psychology", 10, 9), .. Sessions("therapy", 30, 6)])
            .Single();
        month.Booked.ShouldBe(17);
        month.Categories.ShouldBe([("coaching", null), ("psychology", 9L), ("therapy", null)]);
    }

    [Fact]
    [Rule("HUB-08", Part = "differences")]
    public void Sessions_held_are_not_said_when_those_not_held_are_about_few()
    {
        var held = Sessions("psychology", 0, 9, held: true);
        UsageTable.Of(held).Single().Held.ShouldBe(9);
        UsageTable.Of([.. held, .. Sessions("psychology", 20, 1)]).Single().Held.ShouldBeNull();
    }

    private static IReadOnlyList<UsageRow> Sessions(string category, int first, int people, bool held = false) =>
        [.. Enumerable.Range(first, people).Select(x => new UsageRow(May, category, Person(x), held))];

    private static PersonId Person(int number) => new(Ids.Derive("person", $"{number}"));
}

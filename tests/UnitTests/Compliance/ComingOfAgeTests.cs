using NodaTime;
using Telehealth.Compliance.Domain;

namespace Telehealth.UnitTests.Compliance;

/// <summary>From which day somebody decides alone.</summary>
public sealed class ComingOfAgeTests
{
    [Theory]
    [InlineData("2008-05-17", "GB", "2026-05-17")]
    [InlineData("2008-02-29", "GB", "2026-03-01")]
    [InlineData("2004-02-29", "NZ", "2024-02-29")]
    [InlineData("2008-05-17", "KR", "2027-05-17")]
    [InlineData("2008-05-17", "XX", "2026-05-17")]
    public void The_day_follows_the_country_and_leap_years(string born, string country, string day) =>
        ComingOfAge.Of(Day(born), country).ShouldBe(Day(day));

    private static LocalDate Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}

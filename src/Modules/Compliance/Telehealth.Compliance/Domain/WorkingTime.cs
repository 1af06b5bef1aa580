using NodaTime;

namespace Telehealth.Compliance.Domain;

/// <summary>Days on which authorities and the team work: no weekends, no bank holidays, in the team's zone.</summary>
internal sealed class WorkingTime(DateTimeZone zone, IReadOnlySet<LocalDate> holidays)
{
    private static readonly LocalTime Evening = new(17, 0);

    /// <summary>Midnight at the end of the day it is.</summary>
    public Instant EndOfDay(Instant at) => zone.AtStartOfDay(at.InZone(zone).Date.PlusDays(1)).ToInstant();

    /// <summary>Five in the evening of the working day that is so many after this one.</summary>
    public Instant EveningAfter(Instant at, int workingDays)
    {
        var day = at.InZone(zone).Date;
        for (var left = workingDays; left > 0; )
        {
            day = day.PlusDays(1);
            left -= IsWorkingDay(day) ? 1 : 0;
        }

        return (day + Evening).InZoneLeniently(zone).ToInstant();
    }

    private bool IsWorkingDay(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(day);
}

using NodaTime;

namespace Telehealth.Wallet.Domain;

/// <summary>Where a payout goes whose Friday is a bank holiday.</summary>
internal enum HolidayRule
{
    /// <summary>The last business day before: the provider never waits for a holiday.</summary>
    Preceding,

    /// <summary>The next business day after.</summary>
    Following,
}

/// <summary>
/// When providers are paid (WAL-09, standards §2.6): the Friday of the week after the invoice was received. Weeks start
/// on Monday in the platform's zone. Business days are what banks count by: no weekends, no bank holidays.
/// </summary>
internal sealed class PayoutCalendar(DateTimeZone zone, IReadOnlySet<LocalDate> holidays, HolidayRule rule)
{
    private const int FridayAfterNextMonday = 11;

    private readonly int lastKnownYear = holidays.Count == 0 ? 0 : holidays.Max(x => x.Year);

    /// <summary>The day it is in the platform's zone.</summary>
    public LocalDate DayOf(Instant at) => at.InZone(zone).Date;

    /// <summary>The moment a day begins in the platform's zone.</summary>
    public Instant StartOf(LocalDate day) => zone.AtStartOfDay(day).ToInstant();

    /// <summary>The day a withdrawal is paid whose invoice was received on this day.</summary>
    public LocalDate PayoutDate(LocalDate receivedOn)
    {
        var friday = NominalFriday(receivedOn);
        return rule == HolidayRule.Preceding ? OnOrBefore(friday) : OnOrAfter(friday);
    }

    /// <summary>True when a bank holiday moved the payout away from its Friday.</summary>
    public bool IsMoved(LocalDate receivedOn) => PayoutDate(receivedOn) != NominalFriday(receivedOn);

    /// <summary>The last day an invoice may arrive on to be paid on the same day as one that arrives now.</summary>
    public static LocalDate LastDayFor(LocalDate receivedOn) => MondayOf(receivedOn).PlusDays(6);

    /// <summary>The first Friday run from this day on: it takes what is due and was not paid before.</summary>
    public LocalDate NextRun(LocalDate day)
    {
        var friday = MondayOf(day).PlusDays(4);
        var run = rule == HolidayRule.Preceding ? OnOrBefore(friday) : OnOrAfter(friday);
        return run >= day ? run : NextRun(MondayOf(day).PlusDays(7));
    }

    /// <summary>True when banks work.</summary>
    public bool IsBusinessDay(LocalDate day) =>
        day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(day);

    /// <summary>The day itself, or the last business day before it.</summary>
    public LocalDate OnOrBefore(LocalDate day)
    {
        while (!IsBusinessDay(day))
        {
            day = day.PlusDays(-1);
        }

        return day;
    }

    /// <summary>The day itself, or the next business day.</summary>
    public LocalDate OnOrAfter(LocalDate day)
    {
        while (!IsBusinessDay(day))
        {
            day = day.PlusDays(1);
        }

        return day;
    }

    /// <summary>So many business days before: BACS processes one before the pay date, and submits two before.</summary>
    public LocalDate BusinessDayBefore(LocalDate day, int days = 1)
    {
        for (var i = 0; i < days; i++)
        {
            day = OnOrBefore(day.PlusDays(-1));
        }

        return day;
    }

    /// <summary>
    /// False when the list of holidays ends before this day's year: then a Friday may be one and nobody knows.
    /// </summary>
    public bool Knows(LocalDate day) => day.Year <= lastKnownYear;

    private static LocalDate NominalFriday(LocalDate receivedOn) =>
        MondayOf(receivedOn).PlusDays(FridayAfterNextMonday);

    private static LocalDate MondayOf(LocalDate day) => day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}

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
/// <param name="zone">The platform's.</param>
/// <param name="holidays">When the platform's own bank is closed.</param>
/// <param name="rule">Where a payout goes whose Friday is a holiday.</param>
/// <param name="schemes">The calendars of currencies whose scheme is closed on other days than that bank.</param>
internal sealed class PayoutCalendar(
    DateTimeZone zone,
    SchemeHolidays holidays,
    HolidayRule rule,
    IReadOnlyDictionary<string, PayoutCalendar>? schemes = null
)
{
    private const int FridayAfterNextMonday = 11;

    /// <summary>
    /// The business days of the scheme that carries a currency. Where no scheme of its own is known, the platform's
    /// bank decides: it executes no order on a day it is closed.
    /// </summary>
    public PayoutCalendar In(string currency) => schemes?.GetValueOrDefault(currency) ?? this;

    /// <summary>The day it is in the platform's zone.</summary>
    public LocalDate DayOf(Instant at) => at.InZone(zone).Date;

    /// <summary>The moment a day begins in the platform's zone.</summary>
    public Instant StartOf(LocalDate day) => zone.AtStartOfDay(day).ToInstant();

    /// <summary>The day a withdrawal is paid whose invoice was received on this day.</summary>
    public LocalDate PayoutDate(LocalDate receivedOn) => ByRule(NominalFriday(receivedOn));

    /// <summary>True when a bank holiday moved the payout away from its Friday.</summary>
    public bool IsMoved(LocalDate receivedOn) => PayoutDate(receivedOn) != NominalFriday(receivedOn);

    /// <summary>The last day an invoice may arrive on to be paid on the same day as one that arrives now.</summary>
    public static LocalDate LastDayFor(LocalDate receivedOn) => MondayOf(receivedOn).PlusDays(6);

    /// <summary>The first Friday run from this day on: it takes what is due and was not paid before.</summary>
    public LocalDate NextRun(LocalDate day)
    {
        var run = ByRule(MondayOf(day).PlusDays(4));
        return run >= day ? run : NextRun(MondayOf(day).PlusDays(7));
    }

    /// <summary>The day to gather for, so that what is due by a day is paid: never one that is over.</summary>
    public LocalDate RunFor(LocalDate day, LocalDate today)
    {
        var run = ByRule(day);
        return run >= today ? run : OnOrAfter(today);
    }

    /// <summary>The day banks can still pay on: the wanted one, or the next business day once that is over.</summary>
    public LocalDate Executable(LocalDate wanted, LocalDate today) => OnOrAfter(LocalDate.Max(wanted, today));

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

    /// <summary>False when nobody knows the holidays of this day's year.</summary>
    public bool Knows(LocalDate day) => holidays.Knows(day);

    private LocalDate ByRule(LocalDate day) => rule == HolidayRule.Preceding ? OnOrBefore(day) : OnOrAfter(day);

    private static LocalDate NominalFriday(LocalDate receivedOn) =>
        MondayOf(receivedOn).PlusDays(FridayAfterNextMonday);

    private static LocalDate MondayOf(LocalDate day) => day.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday));
}

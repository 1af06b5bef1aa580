using System.Collections.Concurrent;
using System.Collections.Frozen;
using NodaTime;

namespace Telehealth.Wallet.Domain;

/// <summary>The days on which a payment scheme is closed, beside its weekends.</summary>
/// <param name="ofYear">Its closing days of a year.</param>
/// <param name="lastKnownYear">The last year anything is known of.</param>
internal sealed class SchemeHolidays(Func<int, IEnumerable<LocalDate>> ofYear, int lastKnownYear)
{
    private readonly ConcurrentDictionary<int, FrozenSet<LocalDate>> years = [];

    public bool Contains(LocalDate day) => years.GetOrAdd(day.Year, x => ofYear(x).ToFrozenSet()).Contains(day);

    /// <summary>
    /// False when the list ends before this day's year: then a day may be a holiday and nobody knows.
    /// </summary>
    public bool Knows(LocalDate day) => day.Year <= lastKnownYear;
}

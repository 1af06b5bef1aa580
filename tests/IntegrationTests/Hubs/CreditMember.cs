using NodaTime;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>What the employer promised one member, counted apart from the product.</summary>
internal sealed class CreditMember(Instant joined, int allotment, int cap)
{
    private readonly List<Booked> live = [];
    private readonly HashSet<Instant> taken = [];
    private int period;
    private long carriedOver = cap;

    public long Available { get; private set; } = allotment;

    public long Allotted { get; private set; } = allotment;

    public long Used { get; private set; }

    public long Expired { get; private set; }

    public long Reserved => live.Count;

    public IEnumerable<Booked> Ahead(Instant now) => live.Where(x => x.StartsAt > now + Duration.FromHours(1));

    public IEnumerable<Booked> Over(Instant now) => live.Where(x => x.StartsAt <= now);

    public bool IsTaken(Instant at) => taken.Contains(at);

    public string? WhyNot(Instant at) =>
        Available == 0 ? "hubs.no-credits"
        : PeriodOf(at) > period && live.Count(x => PeriodOf(x.StartsAt) > period) >= cap ? "hubs.credits-come-later"
        : null;

    public void Book(Booked booked)
    {
        Available--;
        live.Add(booked);
        taken.Add(booked.StartsAt);
    }

    public void Give(int credits)
    {
        Available += credits;
        Allotted += credits;
    }

    public void End(Booked booked, bool uses)
    {
        live.Remove(booked).ShouldBeTrue();
        if (uses)
        {
            Used++;
        }
        else if (PeriodOf(booked.StartsAt) >= period)
        {
            Available++;
        }
        else if (carriedOver < cap)
        {
            carriedOver++;
            Available++;
        }
        else
        {
            Expired++;
        }
    }

    public void Pass(Instant now)
    {
        for (; HubMember.EndOfPeriod(joined, 1, period) <= now; period++)
        {
            var ahead = live.Count(x => PeriodOf(x.StartsAt) > period);
            var over = Math.Min(Available, Math.Max(0, cap - ahead));
            Expired += Available - over;
            Available = over;
            carriedOver = over + ahead;
            Give(allotment);
        }
    }

    private int PeriodOf(Instant at)
    {
        var of = 0;
        while (HubMember.EndOfPeriod(joined, 1, of) <= at)
        {
            of++;
        }

        return of;
    }
}

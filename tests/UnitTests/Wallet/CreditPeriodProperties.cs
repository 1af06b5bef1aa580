using FsCheck.Xunit;
using NodaTime;
using Telehealth.Testing;
using Telehealth.Wallet.Domain;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What holds for every sequence of allotting, booking, letting go, using up and roll-over (HUB-04).</summary>
public sealed class CreditPeriodProperties
{
    private static readonly Duration Month = Duration.FromDays(30);

    [Property(MaxTest = 1000)]
    [Rule("HUB-04", Part = "carry-over")]
    [Rule("HUB-04", Part = "expiry")]
    public bool Nobody_has_more_than_the_allotment_and_the_cap_and_none_loses_what_had_not_expired(
        int seed,
        byte allotment,
        byte cap,
        byte steps
    )
    {
        var member = new Member(1 + (allotment % 6), cap % 5);
        var random = new Random(seed);
        for (var step = 0; step < steps; step++)
        {
            member.Do(random);
            if (!member.IsWithinBounds || !member.Conserves)
            {
                return false;
            }
        }

        return true;
    }

    [Property(MaxTest = 300)]
    [Rule("HUB-04", Part = "carry-over")]
    [Rule("HUB-04", Part = "expiry")]
    public bool Let_go_again_and_again_a_month_late_no_credit_adds_up(byte allotment, byte cap, byte months)
    {
        var member = new Member(1 + (allotment % 6), cap % 5);
        for (var month = 0; month < months % 24; month++)
        {
            while (member.Reserve(member.EndsAt)) { }

            member.RollOver();
            member.LetGoAll();
            if (!member.IsWithinBounds || !member.Conserves)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Counts beside the period what the ledger would.</summary>
    private sealed class Member
    {
        private readonly CreditPeriod period = new("member", "CREDIT");
        private readonly List<Instant> reserved = [];
        private readonly int allotment;
        private readonly int cap;
        private Instant startsAt = NodaConstants.UnixEpoch;
        private long available;
        private long given;
        private long used;
        private long expired;
        private long inPeriod;
        private bool lostOne;

        public Member(int allotment, int cap)
        {
            (this.allotment, this.cap) = (allotment, cap);
            period.Open(new CreditAllotment(allotment, cap, startsAt, EndsAt), 0);
            Give(allotment);
            inPeriod = allotment;
        }

        public Instant EndsAt => startsAt + Month;

        public bool Conserves => given == used + available + expired + reserved.Count && available >= 0 && !lostOne;

        // What is reserved for a session that is over waits for its outcome, and is no credit to book with.
        public bool IsWithinBounds =>
            available + reserved.Count(x => x > startsAt) <= inPeriod + cap && period.CarriedOver <= cap;

        public void Do(Random random)
        {
            switch (random.Next(8))
            {
                case 0 or 1 or 2:
                    Reserve(EndsAt + (Month * random.Next(3)));
                    break;
                case 3 when reserved.Count > 0:
                    reserved.RemoveAt(random.Next(reserved.Count));
                    used++;
                    break;
                case 4 or 5 when reserved.Count > 0:
                    LetGo(random.Next(reserved.Count));
                    break;
                case 6:
                    Give(1);
                    period.Add(1);
                    inPeriod++;
                    break;
                case 7:
                    RollOver();
                    break;
                default:
                    break;
            }
        }

        public bool Reserve(Instant until)
        {
            var ahead = reserved.Count(x => x > EndsAt);
            if (available == 0 || (period.IsAhead(until) && !period.CanKeepAhead(ahead)))
            {
                return false;
            }

            available--;
            reserved.Add(until);
            return true;
        }

        public void LetGoAll()
        {
            while (reserved.Count > 0)
            {
                LetGo(0);
            }
        }

        public void RollOver()
        {
            startsAt = EndsAt;
            var ahead = reserved.Count(x => x > startsAt);
            var lost = period.Begin(new CreditAllotment(allotment, cap, startsAt, EndsAt), available, ahead);
            lostOne |= lost != Math.Max(0, available - Math.Max(0, cap - ahead));
            (available, expired, inPeriod) = (available - lost, expired + lost, allotment);
            Give(allotment);
        }

        private void LetGo(int index)
        {
            var until = reserved[index];
            reserved.RemoveAt(index);
            var room = period.CarriedOver < cap;
            if (period.Expires(until))
            {
                lostOne |= until > startsAt || room;
                expired++;
            }
            else
            {
                available++;
            }
        }

        private void Give(long credits)
        {
            available += credits;
            given += credits;
        }
    }
}

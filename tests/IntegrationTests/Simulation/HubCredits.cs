using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// Credits of an employer's hub: given each month and by HR, set aside, used up, returned, never below zero.
/// </summary>
internal sealed class HubCredits(World world, Cast cast) : Area(world)
{
    private readonly Dictionary<Player, Instant> joined = [];
    private readonly Dictionary<Player, int> period = [];
    private readonly Dictionary<Player, long> available = cast.Members.ToDictionary(
        x => x,
        _ => (long)Cast.CreditsAMonth
    );
    private readonly Dictionary<Player, long> reserved = cast.Members.ToDictionary(x => x, _ => 0L);

    // Nothing goes over into the first period.
    private readonly Dictionary<Player, long> carriedOver = cast.Members.ToDictionary(
        x => x,
        _ => (long)Cast.CreditsKept
    );

    public override IEnumerable<Step> Steps =>
        [new("book with a credit", 9, Book), new("HR gives everybody a credit", 1, Give), new("HR looks", 1, Look)];

    public override IEnumerable<Instant> Edges => joined.Keys.Select(EndOfPeriod);

    public async Task Enter()
    {
        await using var scope = World.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubsDbContext>();
        var since = await db.Members.ToDictionaryAsync(x => x.PersonId, x => x.JoinedAt);
        foreach (var member in cast.Members)
        {
            (joined[member], period[member]) = (since[member.Person.Id], 0);
        }
    }

    /// <summary>The credit is the member's again, unless its period is over and the cap is full.</summary>
    public void Return(Meeting meeting)
    {
        var member = meeting.Client;
        var late = PeriodOf(member, meeting.StartsAt) < period[member];
        var expires = late && carriedOver[member] >= Cast.CreditsKept;
        carriedOver[member] += late && !expires ? 1 : 0;
        Move(member, expires ? 0 : 1, -1);
    }

    public void UseUp(Meeting meeting) => Move(meeting.Client, 0, -1);

    public override void Pass(Instant now)
    {
        foreach (var member in cast.Members)
        {
            for (; EndOfPeriod(member) <= now; period[member]++)
            {
                var ahead = Ahead(member);
                var over = Math.Min(available[member], Math.Max(0, Cast.CreditsKept - ahead));
                available[member] = over + Cast.CreditsAMonth;
                carriedOver[member] = over + ahead;
            }
        }
    }

    public override async Task Compare()
    {
        foreach (var member in cast.Members)
        {
            var mine = (await World.Get(member, "hubs/mine")).EnumerateArray().Single();
            var product = (mine.GetProperty("available").GetInt64(), mine.GetProperty("reserved").GetInt64());
            World.Same($"credits of {member.Person.Email}", (available[member], reserved[member]), product);
        }
    }

    private async Task<string?> Book()
    {
        var (client, provider) = (World.Any(World.Clients)!, World.Any(World.Providers)!);
        var time = World.Bookings.SomeTime();
        var refusal =
            !joined.ContainsKey(client) ? "hubs.hub-not-found"
            : provider == World.Providers[^1] ? "hubs.provider-not-found"
            : !World.Bookings.IsFree(provider, Offer.Hub, time) ? "marketplace.slot-taken"
            : HasSession(client, time) ? "marketplace.client-booked"
            : available[client] == 0 ? "hubs.no-credits"
            : PeriodOf(client, time) > period[client] && Ahead(client) >= Cast.CreditsKept ? "hubs.credits-come-later"
            : null;
        var body = new
        {
            ProviderId = provider.Id,
            Mode = "video",
            StartsAt = InstantPattern.ExtendedIso.Format(time),
        };
        var reply = World.Agree(await World.Post(client, $"hubs/{cast.Hub}/bookings", body), refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        Move(client, -1, 1);
        World.Bookings.Confirmed(reply.Text("bookingId"), client, provider, Offer.Hub, time);
        return $"{reply.Text("bookingId")} at {time}";
    }

    private async Task<string?> Give()
    {
        var path = $"hubs/{cast.Hub}/credits/top-ups";
        var reply = World.Agree(await World.Post(cast.Hr, path, new { Credits = 1 }), [null]);
        World.Same("members", joined.Count, reply.Body.GetProperty("members").GetInt32());
        foreach (var member in cast.Members)
        {
            Move(member, 1, 0);
        }

        return "";
    }

    // Only what was allotted, never what was used.
    private async Task<string?> Look()
    {
        var members = (await World.Get(cast.Hr, $"hubs/{cast.Hub}/members?limit=100")).Items();
        World.Same("members", joined.Count, members.Count);
        members.ForEach(x => World.Same("told", false, x.TryGetProperty("available", out _)));
        World.Agree(
            await World.Post(World.Any(World.Clients)!, $"hubs/{cast.Hub}/credits/top-ups", new { Credits = 1 }),
            ["forbidden"]
        );
        return "";
    }

    private IEnumerable<Meeting> ByCredit(Player member) =>
        World.Bookings.Standing.Where(x => x.Client == member && x.Offer.ByCredit);

    private bool HasSession(Player member, Instant time) =>
        ByCredit(member).Any(x => x.StartsAt < time + Offer.Hub.Length && time < x.EndsAt);

    /// <summary>Reserved for sessions that a later period pays for.</summary>
    private long Ahead(Player member) => ByCredit(member).Count(x => PeriodOf(member, x.StartsAt) > period[member]);

    private int PeriodOf(Player member, Instant at)
    {
        var of = 0;
        while (HubMember.EndOfPeriod(joined[member], 1, of) <= at)
        {
            of++;
        }

        return of;
    }

    private Instant EndOfPeriod(Player member) => HubMember.EndOfPeriod(joined[member], 1, period[member]);

    private void Move(Player member, long free, long aside)
    {
        available[member] += free;
        reserved[member] += aside;
        World.Same("below zero", false, available[member] < 0 || reserved[member] < 0);
    }
}

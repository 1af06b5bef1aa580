using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Domain;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A confirmed session and what became of it.</summary>
internal sealed record Meeting(string BookingId, Player Client, Player Provider, Offer Offer, Instant StartsAt)
{
    public string State { get; set; } = "confirmed";

    public bool Begun { get; set; }

    public bool ClientWaits { get; set; }

    public Instant? AdmittedAt { get; set; }

    public SessionId SessionId => Session.IdOf(new BookingId(Guid.Parse(BookingId)));

    public Instant EndsAt => StartsAt + Offer.Length;

    public Instant OpensAt => StartsAt - Offer.OpensBefore;
}

/// <summary>Bookings and the time they take: booked at once, cancelled in time and late, never two at a time.</summary>
internal sealed class Bookings(World world) : Area(world)
{
    private const int StepMinutes = 5;
    private readonly Dictionary<string, Meeting> all = [];
    private readonly Dictionary<(Player Provider, Instant Step), Meeting> claims = [];

    public IEnumerable<Meeting> All => all.Values;

    public IEnumerable<Meeting> Standing => all.Values.Where(x => x.State == "confirmed");

    public override IEnumerable<Step> Steps =>
        [
            new("book at once", 8, BookAtOnce),
            new("client cancels", 4, () => Cancel(byClient: true)),
            new("provider cancels", 2, () => Cancel(byClient: false)),
        ];

    public override IEnumerable<Instant> Edges =>
        Standing.SelectMany(x => new[] { x.StartsAt - x.Offer.FreeUntil, HalfFree(x), x.StartsAt });

    /// <summary>Some half hour of the next days: so few that they are often taken.</summary>
    public Instant SomeTime()
    {
        var day = Now.InUtc().Date.PlusDays(Dice.Next(1, 4));
        var minute = 9 * 60 + Dice.Next(0, 14) * 30;
        return day.AtMidnight().PlusMinutes(minute).InUtc().ToInstant();
    }

    public bool IsFree(Player provider, Offer offer, Instant startsAt) =>
        !StepsOf(offer, startsAt).Any(x => claims.ContainsKey((provider, x)));

    public void Confirmed(string id, Player client, Player provider, Offer offer, Instant startsAt)
    {
        var meeting = all[id] = new Meeting(id, client, provider, offer, startsAt);
        foreach (var step in StepsOf(offer, startsAt))
        {
            claims.Add((provider, step), meeting);
        }
    }

    /// <summary>So much of the price is paid, out of what was set aside, and the provider has its share.</summary>
    public void Settle(Meeting meeting, long due)
    {
        if (meeting.Offer.ByCredit)
        {
            World.Hub.UseUp(meeting);
        }
        else
        {
            World.Wallets.Spend(meeting.Client, meeting.Offer.Price, due);
        }

        World.Earnings.Earned(meeting.Provider, meeting.Offer, due, Now);
    }

    public override async Task Compare()
    {
        foreach (var client in World.Clients)
        {
            var page = await World.Get(client, "marketplace/clients/me/bookings?limit=100");
            var states = page.Items().ToDictionary(x => x.Text("id"), x => x.Text("state"));
            var mine = all.Values.Where(x => x.Client == client).ToList();
            World.Same($"bookings of {client.Person.Email}", mine.Count, states.Count);
            mine.ForEach(x => World.Same($"booking {x.BookingId}", x.State, states[x.BookingId]));
        }

        await using var scope = World.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<MarketplaceDbContext>();
        var rows = await db
            .SlotClaims.Select(x => new
            {
                x.ProviderId,
                x.Step,
                x.BookingId,
            })
            .ToListAsync();
        var product = rows.Select(x => $"{x.ProviderId} {x.Step} {x.BookingId}").Order();
        var model = claims.Select(x =>
            $"{x.Key.Provider.Id} {x.Key.Step.ToUnixTimeSeconds() / (60 * StepMinutes)} {x.Value.BookingId}"
        );
        World.Same("claims", string.Join('\n', model.Order()), string.Join('\n', product));
    }

    private static Instant HalfFree(Meeting x) => x.StartsAt - x.Offer.FreeUntil / 2;

    private static IEnumerable<Instant> StepsOf(Offer offer, Instant startsAt) =>
        Enumerable.Range(0, offer.Steps).Select(x => startsAt + Duration.FromMinutes(x * StepMinutes));

    private async Task<string?> BookAtOnce()
    {
        var (client, provider) = (World.Any(World.Clients)!, World.Any(World.Providers)!);
        var offer = World.Any(World.Offers[provider].Where(x => x.Instant))!;
        var time = SomeTime();
        var refusal =
            !IsFree(provider, offer, time) ? "marketplace.slot-taken"
            : !World.Wallets.Has(client, offer.Price) ? "wallet.insufficient-funds"
            : null;
        var body = new
        {
            ProviderId = provider.Id,
            ServiceId = offer.Id,
            Mode = "video",
            StartsAt = InstantPattern.ExtendedIso.Format(time),
        };
        var reply = World.Agree(await World.Post(client, "marketplace/bookings", body), refusal);
        if (refusal is not null)
        {
            return refusal;
        }

        World.Wallets.Reserve(client, offer.Price);
        Confirmed(reply.Text("bookingId"), client, provider, offer, time);
        return $"{reply.Text("bookingId")} at {time}";
    }

    private async Task<string?> Cancel(bool byClient)
    {
        if (World.Any(World.OneIn(6) ? all.Values : Standing) is not { } meeting)
        {
            return null;
        }

        // Often only when it costs something.
        var late = HalfFree(meeting);
        if (byClient && World.OneIn(2) && meeting is { State: "confirmed", Begun: false } && late > Now)
        {
            await World.Jump(late);
        }

        var refusal =
            meeting.State != "confirmed" ? "marketplace.booking-not-open"
            : meeting.Begun || Now >= meeting.StartsAt ? "marketplace.booking-begun"
            : null;
        var due = byClient && Now > meeting.StartsAt - meeting.Offer.FreeUntil ? meeting.Offer.Late : 0;
        // Of a credit nothing is kept in money that were the client's.
        var kept = meeting.Offer.ByCredit ? 0 : due;
        var who = byClient ? meeting.Client : meeting.Provider;
        var body = new { Reason = "illness" };
        var reply = await World.Post(who, $"marketplace/bookings/{meeting.BookingId}/cancel", body);
        World.Agree(reply, refusal);
        if (refusal is not null)
        {
            return $"{meeting.BookingId} {refusal}";
        }

        World.Same("kept", kept, reply.Body.Minor("kept"));
        Cancelled(meeting, due);
        return $"{meeting.BookingId} for {due}";
    }

    private void Cancelled(Meeting meeting, long due)
    {
        meeting.State = "cancelled";
        foreach (var step in StepsOf(meeting.Offer, meeting.StartsAt))
        {
            claims.Remove((meeting.Provider, step));
        }

        if (due > 0)
        {
            Settle(meeting, due);
        }
        else if (meeting.Offer.ByCredit)
        {
            World.Hub.Return(meeting);
        }
        else
        {
            World.Wallets.Release(meeting.Client, meeting.Offer.Price);
        }
    }
}

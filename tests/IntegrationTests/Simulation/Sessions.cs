using NodaTime;
using Telehealth.Sessions.Contracts;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>Sessions: opened, entered, held to the end or not, at the right time or not.</summary>
internal sealed class Sessions(World world) : Area(world)
{
    private static readonly Duration ClosesAfter = Duration.FromMinutes(60);

    public override IEnumerable<Step> Steps =>
        [
            new("start the next session", 8, Start),
            new("start at any time", 1, StartAnyTime),
            new("join", 9, Join),
            new("admit", 9, Admit),
            new("complete", 9, () => Complete(inTime: true)),
            new("complete early", 2, () => Complete(inTime: false)),
        ];

    public override IEnumerable<Instant> Edges =>
        World.Bookings.Standing.SelectMany(x =>
            new[] { x.OpensAt, x.EndsAt + ClosesAfter, (x.AdmittedAt ?? x.EndsAt) + x.Offer.Length / 2 }
        );

    private IEnumerable<Meeting> Rooms => World.Bookings.Standing.Where(x => x.Begun);

    public override async Task Compare()
    {
        foreach (var client in World.Clients)
        {
            var past = (await World.Get(client, "sessions?view=past&limit=100")).Items();
            var next = (await World.Get(client, "sessions?view=upcoming&limit=100")).Items();
            var done = past.Concat(next).Count(x => x.Text("state") == "completed");
            var model = World.Bookings.All.Count(x => x.Client == client && x.State == "completed");
            World.Same($"completed sessions of {client.Person.Email}", model, done);
        }
    }

    private async Task<string?> Start()
    {
        var next = World.Bookings.Standing.Where(x => !x.Begun && x.EndsAt > Now).MinBy(x => x.StartsAt);
        if (next is null)
        {
            return null;
        }

        if (Now < next.OpensAt)
        {
            await World.Jump(next.StartsAt - next.Offer.OpensBefore * 2 / 3);
        }

        World.Agree(await World.Post(next.Provider, $"sessions/{next.SessionId}/start"), [null]);
        next.Begun = true;
        return next.BookingId;
    }

    private async Task<string?> StartAnyTime()
    {
        if (World.Any(World.Bookings.All.Where(x => !x.Begun)) is not { } any)
        {
            return null;
        }

        var refusal = any.State == "cancelled" ? "sessions.cancelled" : Window(any);
        World.Agree(await World.Post(any.Provider, $"sessions/{any.SessionId}/start"), refusal);
        any.Begun = refusal is null;
        return $"{any.BookingId} {refusal}";
    }

    private async Task<string?> Join()
    {
        if (World.Any(Rooms.Where(x => !x.ClientWaits)) is not { } room)
        {
            return null;
        }

        var link = await World.Insist(() => World.App.Send(new GetJoinLink(room.SessionId, room.Client.Person.Id)));
        var query = new Uri(World.App.Base, link.Path).Query;
        var token = System.Web.HttpUtility.ParseQueryString(query)["token"];
        var stranger = World.Clients.First(x => x != room.Client);
        World.Agree(await World.Post(stranger, Path(room, "join"), new { Token = token }), "sessions.link-wrong");
        World.Agree(await World.Post(room.Client, Path(room, "join"), new { Token = token }), Window(room));
        room.ClientWaits = Window(room) is null;
        return room.BookingId;
    }

    private async Task<string?> Admit()
    {
        if (World.Any(Rooms.Where(x => x.AdmittedAt is null)) is not { } room)
        {
            return null;
        }

        var refusal = room.ClientWaits ? null : "sessions.nobody-waits";
        World.Agree(await World.Post(room.Client, Path(room, "admit")), "sessions.provider-only");
        World.Agree(await World.Post(room.Provider, Path(room, "admit")), refusal);
        room.AdmittedAt = refusal is null ? Now : null;
        return $"{room.BookingId} {refusal}";
    }

    private async Task<string?> Complete(bool inTime)
    {
        var candidates = inTime ? Rooms.Where(x => x.AdmittedAt is not null) : Rooms;
        if (World.Any(candidates) is not { } room)
        {
            return null;
        }

        if (inTime && Now < room.EndsAt)
        {
            await World.Jump(room.EndsAt);
        }

        var early = room.AdmittedAt is { } at && Now - at < room.Offer.Length / 2;
        if (early)
        {
            World.Agree(await World.Post(room.Provider, Path(room, "complete")), "sessions.reason-needed");
        }

        var refusal = room.AdmittedAt is null ? "sessions.never-held" : null;
        var body = new { Reason = "bothAgreed" };
        World.Agree(await World.Post(room.Provider, Path(room, "complete"), body), refusal);
        if (refusal is null)
        {
            room.State = "completed";
            World.Bookings.Settle(room, room.Offer.Price);
        }

        return $"{room.BookingId} {refusal}";
    }

    private string? Window(Meeting x) =>
        Now >= x.OpensAt && Now < x.EndsAt + ClosesAfter ? null : "sessions.outside-window";

    private static string Path(Meeting room, string action) => $"sessions/{room.SessionId}/{action}";
}

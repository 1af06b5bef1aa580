using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli.Story;

/// <summary>A provider of the demo: its offer, its hours, the sessions it holds.</summary>
internal sealed class DemoProvider(DemoStage stage, DemoOffer offer)
{
    private readonly List<string> channels = ["marketplace"];

    public DemoPerson Person { get; } = new(stage, offer.Mail, offer.Name);

    public DemoCaller Api => Person.Api;

    public string Id => Person.Id;

    public string Name => offer.Name;

    /// <summary>The consultation it sells itself.</summary>
    public string ServiceId { get; private set; } = "";

    public long PriceMinor => offer.PriceMinor;

    public Task SignUp() => Person.SignUp("provider", offer.Zone);

    /// <summary>Profile, service and hours; answers how complete the profile is.</summary>
    public async Task<int> Offer()
    {
        var profile = await Api.Put("/marketplace/providers/me/profile", offer.Profile);
        var consultation = DemoOffer.Service(offer.PriceMinor, "Consultation, 50 minutes");
        ServiceId = (await Api.Post("/marketplace/providers/me/services", consultation)).Text("id");
        await WriteHours();
        return profile.Number("completenessPercent");
    }

    /// <summary>Applies, and is listed once a reviewer has seen its papers.</summary>
    public async Task Clear(DemoCaller reviewer)
    {
        await Api.Post("/marketplace/providers/me/apply", null);
        await stage.Drain();
        var waiting = (await reviewer.Get("/compliance/clearance-files")).Items();
        DemoFailure.Unless(waiting.Count == 1, "One file should await the reviewer.");
        await reviewer.Post($"/compliance/clearance-files/{Id}/grant", new { reason = "Papers seen." });
        await stage.Drain();
        var profile = await Api.Get("/marketplace/providers/me/profile");
        DemoFailure.Unless(profile.GetProperty("listed").GetBoolean(), "A cleared provider should be listed.");
    }

    /// <summary>Opens the same hours for a further channel.</summary>
    public Task OpenFor(string channel)
    {
        channels.Add(channel);
        return WriteHours();
    }

    /// <summary>Free starts of a service within the two weeks from then on, as a client sees them.</summary>
    public async Task<List<JsonElement>> Slots(
        DemoPerson client,
        string service,
        string mode = "video",
        Instant? from = null
    )
    {
        var (start, end) = (from ?? stage.Now, (from ?? stage.Now) + Duration.FromDays(14));
        var path =
            $"/marketplace/providers/{Id}/slots?serviceId={service}&mode={mode}&zone=Europe/London"
            + $"&from={start.Iso()}&to={end.Iso()}";
        var free = (await client.Api.Get(path)).Items();
        DemoFailure.Unless(free.Count > 0, $"{offer.Name} should have free times.");
        return free;
    }

    public async Task<JsonElement> Accept(string request, string startsAt)
    {
        var booking = await Api.Post($"/marketplace/booking-requests/{request}/accept", new { startsAt });
        await stage.Drain();
        return booking;
    }

    /// <summary>The request as it lies in the inbox, with the take-home.</summary>
    public async Task<JsonElement> Asked(string request) =>
        (await Api.Get("/marketplace/providers/me/booking-requests")).Items().Single(x => x.Text("id") == request);

    public async Task<JsonElement> SessionOf(string booking) =>
        (await Api.Get("/sessions?view=upcoming&limit=100")).Items().Single(x => x.Text("bookingId") == booking);

    /// <summary>Holds a session with a client, from ten minutes before its start to its completion.</summary>
    public async Task<JsonElement> Hold(DemoPerson client, string booking)
    {
        var session = await SessionOf(booking);
        var id = session.Text("id");
        await stage.Advance(session.Time("startsAt") - Duration.FromMinutes(10));
        await Api.Post($"/sessions/{id}/start", null);
        await client.Join(id);
        await Api.Post($"/sessions/{id}/admit", null);
        return await Complete(session);
    }

    /// <summary>Stays until the end and completes.</summary>
    public async Task<JsonElement> Complete(JsonElement session)
    {
        await stage.Advance(session.Time("endsAt"));
        var held = await Api.Post($"/sessions/{session.Text("id")}/complete", new { });
        DemoFailure.Unless(held.Text("state") == "completed", $"The session is {held.Text("state")}.");
        await stage.Drain();
        return held;
    }

    /// <summary>What it earned, newest first.</summary>
    public async Task<List<JsonElement>> Earnings() => (await Api.Get("/wallet/earnings?limit=100")).Items();

    /// <summary>What its newest session brought, which should be this.</summary>
    public async Task<JsonElement> Earned(long share)
    {
        var newest = (await Earnings())[0];
        var earned = newest.Minor("providerShare");
        DemoFailure.Unless(earned == share, $"{offer.Name} should earn {share} minor units and earned {earned}.");
        return newest;
    }

    private async Task WriteHours()
    {
        await Api.Get("/marketplace/providers/me/calendar");
        await Api.Put("/marketplace/providers/me/calendar/weekly", DemoOffer.Hours(channels), Api.ETag);
    }
}

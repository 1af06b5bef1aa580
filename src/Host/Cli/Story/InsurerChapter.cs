using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>An insurer's system books visits for a person it insures; the second one is missed.</summary>
internal sealed class InsurerChapter(DemoStage stage, DemoCast cast)
{
    private const string Channel = "partner.nordica";
    private const string GuestMail = "anh.nguyen@insured.example";
    private const string Born = "1980-05-04";
    private const long PriceMinor = 9_000;
    private readonly DemoCaller partner = stage.Caller();
    private string clientId = "";
    private string insured = "";
    private JsonElement visit;

    public DemoChapter Chapter =>
        new(
            "Insurer: visits booked by its system, for people without a login",
            [
                new("The insurer's system gets credentials and a token", Connect),
                new("Its programme is set up, two providers accept", SetUp),
                new("It registers whom it insures; again changes nothing", Register),
                new("Three hours ahead is too soon, a first visit is drawn", TooSoon),
                new("The first visit is drawn by chance, the seed is kept", Draw),
                new("The guest joins by link and birth date, once", JoinAsGuest),
                new("The second, by phone, is missed: three calls", Miss),
                new("Half is paid; the insurer sees every call", Settled),
            ]
        );

    private async Task<string> Connect()
    {
        var admin = await cast.Staff(Roles.PlatformAdmin);
        var made = await admin.Post("/identity/partners", new { name = "Nordica Insurance" });
        clientId = made.Text("clientId");
        await partner.SignInAsSystem(clientId, made.Text("clientSecret"));
        return clientId;
    }

    private async Task<string> SetUp()
    {
        var manager = await cast.Staff(Roles.ProgrammeManager);
        var terms = new
        {
            code = "nordica",
            name = "Nordica visits",
            partnerClientId = clientId,
            payer = new { country = "NO", vatNumber = "NO 923609016 MVA" },
            countries = (string[])["NO", "PL"],
            languages = (string[])["en", "nb"],
            packageSizes = (int[])[2, 5],
            pricePerVisit = Money.Gbp(PriceMinor),
            platformShareBasisPoints = 3_000,
            insurerLine = "+47 800 12 345",
            privateLine = "+47 800 99 999",
        };
        var programme = (await manager.Post("/hubs/programmes", terms)).Text("id");
        foreach (var provider in (DemoProvider[])[cast.Thorunn, cast.Lukasz])
        {
            await manager.Post($"/hubs/programmes/{programme}/providers", new { providerId = provider.Id });
            await provider.Api.Post($"/hubs/programmes/{programme}/accept", new { });
            await provider.OpenFor(Channel);
        }

        return $"{Pounds(PriceMinor)} a visit, 2 providers";
    }

    private async Task<string> Register()
    {
        var person = new
        {
            name = "Nguyễn Thị Ánh",
            phone = "+4791234567",
            dateOfBirth = Born,
            country = "NO",
            language = "en",
            policyReference = "NOR-2026-118",
            consentReference = "C-1",
            packageVisits = 5,
            email = GuestMail,
        };
        insured = (await partner.Post("/hubs/partner/insured", person)).Text("insuredId");
        var again = await partner.Post("/hubs/partner/insured", person);
        DemoFailure.Unless(again.Text("insuredId") == insured, "The same policy and birth date are one person.");
        return $"a package of {again.Number("visitsAvailable")} visits";
    }

    private async Task<string> TooSoon()
    {
        var soon = await partner.Refused("/hubs/partner/bookings", At(Grid(stage.Now + Duration.FromHours(3))));
        DemoFailure.Unless(soon == "hubs.visit-too-soon", $"Three hours ahead answered {soon}.");
        var named = await partner.Refused("/hubs/partner/bookings", At(Afternoon(), cast.Thorunn.Id));
        DemoFailure.Unless(named == "hubs.first-visit-is-drawn", $"A named provider answered {named}.");
        return $"{soon}, {named}";
    }

    private async Task<string> Draw()
    {
        visit = await partner.Post("/hubs/partner/bookings", At(Afternoon(), mode: "video"));
        await stage.Drain();
        var path = $"/hubs/partner/bookings/{visit.Text("bookingId")}/assignment";
        var draw = await partner.Get(path);
        var audited = await (await cast.Staff(Roles.ProgrammeManager)).Get(path);
        DemoFailure.Unless(draw.GetRawText() == audited.GetRawText(), "Drawn again, it should come out the same.");
        DemoFailure.Unless(draw.Items("candidates").Count == 2, "Both providers should have been in the draw.");
        stage.Folder.Write("assignment.json", draw.GetRawText());
        return $"{Drawn.Name} of 2, seed {draw.Text("seed")[..12]}…";
    }

    private async Task<string> JoinAsGuest()
    {
        var link = DemoFolder.LinkOf(stage.Folder.Mail(GuestMail, "/sessions/guest"), "/sessions/guest").PathAndQuery;
        var session = await Drawn.SessionOf(visit.Text("bookingId"));
        await stage.Advance(session.Time("startsAt") - Duration.FromMinutes(5));
        using var guest = stage.Caller();
        var wrong = await guest.Press(link, "Enter", ("DateOfBirth", "1980-05-05"));
        var right = await guest.Press(link, "Enter", ("DateOfBirth", Born));
        using var second = stage.Caller();
        var again = await second.Press(link, "Enter", ("DateOfBirth", Born));
        DemoFailure.Unless((wrong, right, again) == (422, 302, 409), $"The link answered {wrong}, {right}, {again}.");
        await guest.Press(link, "Join");
        await Drawn.Api.Post($"/sessions/{session.Text("id")}/start", null);
        await Drawn.Api.Post($"/sessions/{session.Text("id")}/admit", null);
        await Drawn.Complete(session);
        await Drawn.Earned(PriceMinor * 7 / 10);
        return $"a wrong date: {wrong}, a second browser: {again}; held, {Pounds(PriceMinor * 7 / 10)} earned";
    }

    private async Task<string> Miss()
    {
        var provider = cast.Thorunn;
        visit = await partner.Post("/hubs/partner/bookings", At(Afternoon(), provider.Id));
        await stage.Drain();
        var session = await provider.SessionOf(visit.Text("bookingId"));
        var path = $"/sessions/{session.Text("id")}";
        foreach (var seconds in (int[])[5, 135, 265])
        {
            await stage.Advance(session.Time("startsAt") + Duration.FromSeconds(seconds));
            var early = await provider.Api.Refused($"{path}/no-show", new { });
            DemoFailure.Unless(early == "sessions.too-few-calls", $"Too few calls answered {early}.");
            await provider.Api.Post($"{path}/call-attempts", new { });
        }

        var missed = await provider.Api.Post($"{path}/no-show", new { });
        await stage.Drain();
        return $"before the third sessions.too-few-calls, then {missed.Text("state")}";
    }

    private async Task<string> Settled()
    {
        var earning = await cast.Thorunn.Earned(PriceMinor / 2 * 7 / 10);
        var seen = await partner.Get($"/hubs/partner/bookings/{visit.Text("bookingId")}");
        DemoFailure.Unless(seen.Text("state") == "noShow", $"The insurer sees {seen.Text("state")}.");
        var calls = seen.Items("callAttempts").Count;
        DemoFailure.Unless(calls == 3, $"The insurer sees {calls} calls.");
        var kept = $"{Pounds(earning.Minor("price"))} of {Pounds(PriceMinor)}";
        return $"{kept} due, {Pounds(earning.Minor("providerShare"))} earned; {calls} calls";
    }

    private DemoProvider Drawn => visit.Text("providerId") == cast.Thorunn.Id ? cast.Thorunn : cast.Lukasz;

    private object At(Instant at, string? providerId = null, string mode = "phone") =>
        new
        {
            insuredId = insured,
            mode,
            startsAt = at.Iso(),
            providerId,
        };

    /// <summary>Tomorrow at one: in summer and winter both providers are open, and nothing else is booked.</summary>
    private Instant Afternoon() => stage.Now.InUtc().Date.PlusDays(1).At(new LocalTime(13, 0)).InUtc().ToInstant();

    private static Instant Grid(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / 300 * 300);
}

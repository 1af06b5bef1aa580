using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Identity.Contracts;

namespace Telehealth.Host.Cli;

/// <summary>The steps of the demo's two bookings and what each leaves for the next.</summary>
internal sealed partial class DemoBooking(WebApplication app, Uri host, DemoFolder folder)
{
    private const string Password = "calm-harbour-lantern";
    private const string ProviderMail = "thorunn.jonsdottir@providers.telehealth.example";
    private const string ClientMail = "anna.nowak@clients.telehealth.example";
    private const string ReviewerMail = "rowan.hale@staff.telehealth.example";
    private const int PriceMinor = 6500;

    private readonly DemoCaller provider = new(host, folder);
    private readonly DemoCaller client = new(host, folder);
    private readonly DemoCaller reviewer = new(host, folder);
    private readonly Dictionary<string, string> keys = [];
    private string providerId = "";
    private string serviceId = "";
    private string requestId = "";
    private string sessionId = "";
    private List<string> times = [];
    private Instant startsAt;
    private Instant endsAt;

    public string Out => folder.Root;

    public IEnumerable<(string Name, Func<Task<string>> Step)> Steps =>
        [
            (
                "The provider signs up and proves the address",
                () => SignUp(ProviderMail, "Þórunn Jónsdóttir", "provider")
            ),
            ("The provider signs in (code + PKCE)", () => SignIn(provider, ProviderMail)),
            ("Profile, service and weekly hours", Offer),
            ("The provider applies, a reviewer clears it", Clear),
            ("The client signs up and proves the address", () => SignUp(ClientMail, "Anna Nowak", "client")),
            ("The client signs in (code + PKCE)", () => SignIn(client, ClientMail)),
            ("The client tops the wallet up by card", TopUp),
            ("The client finds the provider and its free times", Find),
            ("The client asks, with three preferred times", Request),
            ("The provider sees its take-home and accepts a time", Accept),
            ("Both get an invitation and their join link", Invited),
            ("The clock moves to ten minutes before the start", () => Advance(startsAt - Duration.FromMinutes(10))),
            ("The room opens, the client waits and is admitted", Meet),
            ("The session is held and completed", Complete),
            ("The wallet paid, the provider earned", Settled),
            ("The receipt is issued, mailed and downloaded", Receipt),
            .. ProgrammeSteps,
            .. FridaySteps,
            ("The journal is exported", Export),
            ("Every invariant holds", Verify),
        ];

    private async Task<string> SignUp(string email, string name, string type)
    {
        using var stranger = new DemoCaller(host, folder);
        await stranger.Post(
            "/identity/accounts",
            new
            {
                email,
                password = Password,
                displayName = name,
                accountType = type,
                country = "GB",
                timeZone = type == "provider" ? "Atlantic/Reykjavik" : "Europe/London",
                language = "en-GB",
                dateOfBirth = type == "client" ? "1988-04-12" : null,
            }
        );
        await Drain();
        var link = DemoFolder.LinkOf(folder.Mail(email, x => DemoFolder.CalendarOf(x) is null), "token=");
        var query = QueryHelpers.ParseQuery(link.Query);
        await stranger.Post(
            "/identity/accounts/confirm",
            new { personId = query["person"].ToString(), token = query["token"].ToString() }
        );
        await Drain();
        return email;
    }

    private static async Task<string> SignIn(DemoCaller caller, string email)
    {
        await caller.SignIn(email, Password);
        var me = await caller.Get("/identity/me");
        return me.GetProperty("displayName").GetString()!;
    }

    private async Task<string> Offer()
    {
        var profile = await provider.Put("/marketplace/providers/me/profile", DemoOffer.Profile);
        providerId = Text(profile, "providerId");
        var service = await provider.Post(
            "/marketplace/providers/me/services",
            DemoOffer.Service(new Money(PriceMinor, Currency.Gbp), "Consultation, 50 minutes"),
            "service-1"
        );
        serviceId = Text(service, "id");
        await provider.Get("/marketplace/providers/me/calendar");
        await provider.Put("/marketplace/providers/me/calendar/weekly", DemoOffer.Hours, provider.ETag);
        return $"{profile.GetProperty("completenessPercent").GetInt32()} % complete";
    }

    private async Task<string> Clear()
    {
        await provider.Post("/marketplace/providers/me/apply", null);
        await Drain();
        await Employ(reviewer, ReviewerMail, "Rowan Hale", Roles.ComplianceReviewer);
        var waiting = await reviewer.Get("/compliance/clearance-files");
        Check(waiting.GetProperty("items").GetArrayLength() == 1, "One file should await the reviewer.");
        await reviewer.Post(
            $"/compliance/clearance-files/{providerId}/grant",
            new { reason = "Papers seen." },
            "grant-1"
        );
        await Drain();
        var profile = await provider.Get("/marketplace/providers/me/profile");
        Check(profile.GetProperty("listed").GetBoolean(), "A cleared provider should be listed.");
        return "listed";
    }

    /// <summary>
    /// Staff accounts are opened by an administrator; the first ones by whoever installs the platform.
    /// </summary>
    private async Task Employ(DemoCaller caller, string mail, string name, string role)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var command = new CreateStaffAccount(
            mail,
            name,
            [role],
            "GB",
            "Europe/London",
            "en-GB",
            new Secret(Password),
            new Secret(keys[mail] = RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", 32))
        );
        var sender = scope.ServiceProvider.GetRequiredService<ISender>();
        var hired = await sender.SendAs(Actor.System("install"), command, CancellationToken.None, role);
        Check(hired.IsSuccess, hired.Error?.Message ?? "");
        await caller.SignIn(mail, Password, () => Code(mail));
    }

    private Task<string> Code(string mail) =>
        AuthenticatorApp.Code(keys[mail], TimeProvider.System, CancellationToken.None);

    private async Task<string> TopUp()
    {
        var amount = new Money(10_000, Currency.Gbp);
        var body = new { amount, paymentMethod = "pm_card_visa" };
        var first = await client.Post("/wallet/top-ups", body, "top-up-1");
        await Drain();
        var again = await client.Post("/wallet/top-ups", body, "top-up-1");
        Check(Text(first, "id") == Text(again, "id"), "A repeated key should answer the first top-up.");
        var available = await Available();
        Check(available == 10_000, $"The wallet should hold 100.00 GBP and holds {available} minor units.");
        return "GBP 100.00, and a repeat moved nothing";
    }

    private async Task<string> Find()
    {
        var found = await client.Get("/marketplace/providers?category=therapy&language=is&mode=video");
        var match = found.GetProperty("items").EnumerateArray().Single();
        Check(Text(match, "id") == providerId, "The search should find the provider.");
        var slots = await client.Get(
            $"/marketplace/providers/{providerId}/slots?serviceId={serviceId}&mode=video&zone=Europe/London"
        );
        var free = slots.GetProperty("items").EnumerateArray().ToList();
        Check(free.Count >= 3, "There should be free times.");
        times = [.. free.Where((_, i) => i % 4 == 0).Take(3).Select(x => Text(x, "startsAt"))];
        return $"{free.Count} free starts, the first {Text(free[0], "localStart")} in London";
    }

    private async Task<string> Request()
    {
        var body = new
        {
            providerId,
            serviceId,
            mode = "video",
            times,
            note = "I would like to talk about sleep.",
        };
        requestId = Text(await client.Post("/marketplace/booking-requests", body, "request-1"), "id");
        var available = await Available();
        Check(available == 10_000 - PriceMinor, $"The price should be set aside; available is {available}.");
        return "GBP 65.00 set aside";
    }

    private async Task<string> Accept()
    {
        await Drain();
        var waiting = await provider.Get("/marketplace/providers/me/booking-requests");
        var takeHome = waiting.GetProperty("items")[0].GetProperty("takeHome").GetProperty("providerShare");
        var answer = await provider.Post(
            $"/marketplace/booking-requests/{requestId}/accept",
            new { startsAt = times[1] },
            "accept-1"
        );
        startsAt = InstantPattern.ExtendedIso.Parse(Text(answer, "startsAt")).Value;
        endsAt = InstantPattern.ExtendedIso.Parse(Text(answer, "endsAt")).Value;
        await Drain();
        return $"booking {Text(answer, "number")}, take-home {takeHome.GetProperty("amount").GetInt64()} minor units";
    }

    private async Task<string> Invited()
    {
        foreach (var address in (string[])[ProviderMail, ClientMail])
        {
            var mail = folder.Mail(address, x => DemoFolder.CalendarOf(x) is not null);
            DemoFolder.LinkOf(mail, "/sessions/join");
        }

        var sessions = await client.Get("/sessions?view=upcoming");
        sessionId = Text(sessions.GetProperty("items")[0], "id");
        return "two calendar invitations";
    }

    private async Task<string> Meet()
    {
        await provider.Post($"/sessions/{sessionId}/start", null, "start-1");
        await Drain();
        var link = DemoFolder.LinkOf(
            folder.Mail(ClientMail, x => DemoFolder.CalendarOf(x) is not null),
            "/sessions/join"
        );
        var token = QueryHelpers.ParseQuery(link.Query)["token"].ToString();
        await client.Post($"/sessions/{sessionId}/join", new { token }, "join-1");
        var session = await provider.Post($"/sessions/{sessionId}/admit", null, "admit-1");
        Check(session.GetProperty("admittedAt").ValueKind == JsonValueKind.String, "The client should be admitted.");
        return "admitted";
    }

    private async Task<string> Complete()
    {
        await Advance(endsAt);
        var session = await provider.Post($"/sessions/{sessionId}/complete", new { }, "complete-1");
        await Drain();
        return Text(session, "state");
    }

    private async Task<string> Advance(Instant to)
    {
        var moved = await app.Services.GetRequiredService<ClockAdvance>().To(to, CancellationToken.None);
        Check(moved.IsSuccess, moved.Error?.Message ?? "");
        return to.ToString();
    }

    private async Task Drain()
    {
        var drained = await app.Services.GetRequiredService<Drain>().Run(CancellationToken.None);
        Check(drained.Died.Count == 0, $"A dead letter: {drained.Died.FirstOrDefault()}");
    }

    private async Task<long> Available()
    {
        var balance = await client.Get("/wallet/balance");
        return balance.GetProperty("balances")[0].GetProperty("available").GetProperty("amount").GetInt64();
    }

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void Check(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new DemoFailure(otherwise);
        }
    }
}

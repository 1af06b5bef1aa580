using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using NodaTime;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>A client asks, a provider accepts and holds a session it sells itself; the platform is its agent.</summary>
internal sealed class PrivateChapter(DemoStage stage, DemoCast cast)
{
    private const long TopUpMinor = 10_000;
    private readonly DemoProvider provider = cast.Thorunn;
    private readonly DemoPerson client = cast.Anna;
    private string requestId = "";
    private List<string> times = [];
    private JsonElement booking;
    private JsonElement session;

    public DemoChapter Chapter =>
        new(
            "Private booking: the provider sells, the platform acts for it",
            [
                new("The provider signs up and proves the address", SignUpProvider),
                new("The provider signs in (code + PKCE)", provider.Person.SignIn),
                new("Profile, service and weekly hours", Offer),
                new("The provider applies, a reviewer clears it", Clear),
                new("The client signs up and proves the address", SignUpClient),
                new("The client signs in (code + PKCE)", client.SignIn),
                new("The client tops the wallet up by card", TopUp),
                new("The client finds the provider and its free times", Find),
                new("The client asks, with three preferred times", Request),
                new("The provider sees its take-home and accepts a time", Accept),
                new("Both get an invitation and their join link", Invited),
                new("The clock moves to ten minutes before the start", Wait),
                new("The room opens, the client waits and is admitted", Meet),
                new("The session is held and completed", Complete),
                new("The wallet paid, the provider earned", Settled),
                new("The receipt is issued, mailed and downloaded", Receipt),
                new("The client rates it, the provider replies", Rate),
            ]
        );

    private async Task<string> SignUpProvider()
    {
        await provider.SignUp();
        return provider.Person.Mail;
    }

    private async Task<string> SignUpClient()
    {
        await client.SignUp();
        return client.Mail;
    }

    private async Task<string> Offer() => $"{await provider.Offer()} % complete";

    private async Task<string> Clear()
    {
        await provider.Clear(await cast.Staff(Roles.ComplianceReviewer));
        return "listed";
    }

    private async Task<string> TopUp()
    {
        var body = new { amount = Money.Gbp(TopUpMinor), paymentMethod = "pm_card_visa" };
        var first = await client.Api.Post("/wallet/top-ups", body, "top-up-1");
        await stage.Drain();
        var again = await client.Api.Post("/wallet/top-ups", body, "top-up-1");
        DemoFailure.Unless(first.Text("id") == again.Text("id"), "A repeated key should answer the first top-up.");
        var available = await client.Available();
        DemoFailure.Unless(available == TopUpMinor, $"The wallet holds {available} minor units.");
        return $"{Pounds(TopUpMinor)}, and a repeat moved nothing";
    }

    private async Task<string> Find()
    {
        var found = await client.Api.Get("/marketplace/providers?category=therapy&language=is&mode=video");
        DemoFailure.Unless(found.Items().Single().Text("id") == provider.Id, "The search should find the provider.");
        var free = await provider.Slots(client, provider.ServiceId);
        times = [.. free.Where((_, i) => i % 4 == 0).Take(3).Select(x => x.Text("startsAt"))];
        DemoFailure.Unless(times.Count == 3, "There should be free times.");
        return $"{free.Count} free starts, the first {free[0].Text("localStart")} in London";
    }

    private async Task<string> Request()
    {
        var body = new
        {
            providerId = provider.Id,
            serviceId = provider.ServiceId,
            mode = "video",
            times,
            note = "I would like to talk about sleep.",
        };
        requestId = (await client.Api.Post("/marketplace/booking-requests", body)).Text("id");
        await stage.Drain();
        var available = await client.Available();
        DemoFailure.Unless(available == TopUpMinor - provider.PriceMinor, $"Not set aside; available is {available}.");
        return $"{Pounds(provider.PriceMinor)} set aside";
    }

    private async Task<string> Accept()
    {
        var takeHome = (await provider.Asked(requestId)).GetProperty("takeHome").Minor("providerShare");
        booking = await provider.Accept(requestId, times[1]);
        return $"booking {booking.Text("number")}, take-home {Pounds(takeHome)}";
    }

    private async Task<string> Invited()
    {
        foreach (var person in (DemoPerson[])[provider.Person, client])
        {
            DemoFolder.LinkOf(Invitation(person), "/sessions/join");
        }

        session = await provider.SessionOf(booking.Text("bookingId"));
        return "two calendar invitations";
    }

    private async Task<string> Wait()
    {
        var to = booking.Time("startsAt") - Duration.FromMinutes(10);
        await stage.Advance(to);
        return to.ToString();
    }

    private async Task<string> Meet()
    {
        var path = $"/sessions/{session.Text("id")}";
        await provider.Api.Post($"{path}/start", null);
        await stage.Drain();
        var link = DemoFolder.LinkOf(Invitation(client), "/sessions/join");
        var token = QueryHelpers.ParseQuery(link.Query)["token"].ToString();
        await client.Api.Post($"{path}/join", new { token });
        var room = await provider.Api.Post($"{path}/admit", null);
        DemoFailure.Unless(room.Says("admittedAt"), "The client should be admitted.");
        return "admitted";
    }

    private async Task<string> Complete() => (await provider.Complete(session)).Text("state");

    private async Task<string> Settled()
    {
        var available = await client.Available();
        DemoFailure.Unless(available == TopUpMinor - provider.PriceMinor, $"Available is {available}.");
        var earning = await provider.Earned(provider.PriceMinor * 4 / 5);
        return $"{Pounds(earning.Minor("providerShare"))} earned, {Pounds(available)} left in the wallet";
    }

    private async Task<string> Receipt()
    {
        var receipt = (await client.Api.Get("/receipts/documents")).Items()[0];
        var file = await client.Api.Document(receipt.Text("id"));
        stage.Folder.Write("receipt.pdf", file);
        stage.Folder.Mail(client.Mail, x => x.Attachments.Any(y => y.ContentType.IsMimeType("application", "pdf")));
        return $"number {receipt.Text("number")}, {file.Length / 1024} kB";
    }

    private async Task<string> Rate()
    {
        var review = $"/marketplace/bookings/{booking.Text("bookingId")}/review";
        await client.Api.Post(review, new { rating = 5, comment = "I slept." });
        var again = await client.Api.Refused(review, new { rating = 1 });
        await stage.Drain();
        await provider.Api.Post($"{review}/reply", new { text = "Sleep well." });
        var read = await client.Api.Get(review);
        DemoFailure.Unless(read.Text("reply") == "Sleep well.", "The client should read the reply.");
        var found = await client.Api.Get("/marketplace/providers?minRating=5");
        DemoFailure.Unless(found.Items().Single().Text("id") == provider.Id, "Search should know the rating.");
        return $"5 of 5, found by it; a second time: {again}";
    }

    private MimeKit.MimeMessage Invitation(DemoPerson person) =>
        stage.Folder.Mail(person.Mail, x => DemoFolder.CalendarOf(x) is not null);
}

using System.Text.Json;
using Telehealth.BuildingBlocks;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>A client asks everybody who fits, with a limit; one says no, the other takes it for less.</summary>
internal sealed class BroadcastChapter(DemoStage stage, DemoCast cast)
{
    private const long CeilingMinor = 7_000;
    private readonly DemoPerson client = cast.Anna;
    private readonly DemoProvider second = cast.Lukasz;
    private string requestId = "";
    private string startsAt = "";
    private long before;
    private JsonElement booking;

    public DemoChapter Chapter =>
        new(
            "Broadcast: everybody who fits is asked, the first to accept gets it",
            [
                new("A second provider comes and is cleared", Come),
                new("The client asks all, with a limit", Ask),
                new("One says no, with a reason of the list", Decline),
                new("The other accepts; the difference is released", Accept),
                new("For the first the request is gone; the session is held", Hold),
            ]
        );

    private async Task<string> Come()
    {
        await second.SignUp();
        await second.Person.SignIn();
        await second.Offer();
        await second.Clear(await cast.Staff(Roles.ComplianceReviewer));
        return $"{second.Name}, {Pounds(second.PriceMinor)}";
    }

    private async Task<string> Ask()
    {
        await client.TopUp(20_000);
        before = await client.Available();
        startsAt = (await second.Slots(client, second.ServiceId))[0].Text("startsAt");
        var wish = new
        {
            category = "therapy",
            mode = "video",
            durationMinutes = 50,
            times = (string[])[startsAt],
            ceiling = Money.Gbp(CeilingMinor),
            languages = (string[])["en"],
        };
        var request = await client.Api.Post("/marketplace/broadcast-requests", wish);
        await stage.Drain();
        requestId = request.Text("id");
        DemoFailure.Unless(request.Number("asked") == 2, $"{request.Number("asked")} were asked.");
        DemoFailure.Unless(await client.Available() == before - CeilingMinor, "The limit should be set aside.");
        return $"2 asked, {Pounds(CeilingMinor)} set aside";
    }

    private async Task<string> Decline()
    {
        var path = $"/marketplace/booking-requests/{requestId}/decline";
        var refused = await cast.Thorunn.Api.Refused(path, new { reasonCode = "no-mood" });
        DemoFailure.Unless(refused == "marketplace.unknown-decline-reason", $"An own reason answered {refused}.");
        await cast.Thorunn.Api.Post(path, new { reasonCode = "caseload-full" });
        var open = (await client.Api.Get($"/marketplace/booking-requests/{requestId}")).GetProperty("forClient");
        DemoFailure.Unless(open.Number("unanswered") == 1, "One should be left to answer.");
        return $"{cast.Thorunn.Name}: caseload-full; 1 left to answer";
    }

    private async Task<string> Accept()
    {
        booking = await second.Accept(requestId, startsAt);
        var released = await client.Available() - (before - CeilingMinor);
        DemoFailure.Unless(released == CeilingMinor - second.PriceMinor, $"{released} minor units came back.");
        return $"booking {booking.Text("number")} for {Pounds(second.PriceMinor)}, {Pounds(released)} released";
    }

    private async Task<string> Hold()
    {
        var gone = await cast.Thorunn.Api.NotShown($"/marketplace/booking-requests/{requestId}");
        await second.Hold(client, booking.Text("bookingId"));
        var earning = await second.Earned(second.PriceMinor * 4 / 5);
        return $"{gone}; {Pounds(earning.Minor("providerShare"))} earned";
    }
}

using System.Text.Json;
using NodaTime;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>Somebody wants to talk now: crisis first, then the pool, an offer, the room.</summary>
internal sealed class QuickConnectChapter(DemoStage stage, DemoCast cast)
{
    private const string Requests = "/quick-connect/requests";
    private const long TopUpMinor = 10_000;
    private readonly DemoPerson client = cast.Client("zaneta.slezak", "Żaneta Ślęzak");
    private string requestId = "";
    private long price;

    public DemoChapter Chapter =>
        new(
            "Quick connect: somebody wants to talk now",
            [
                new("Crisis first: whom to call, signed out, before any field", AskForRisk),
                new("Two providers come to the desk", GoOnline),
                new("A client asks to talk now; the first block is set aside", Ask),
                new("Both say yes at once; exactly one wins", Race),
                new("The client sees who it is and accepts the terms", Choose),
                new("The room opens, the session is held", Hold),
            ]
        );

    /// <summary>Who won and held the session.</summary>
    public DemoProvider Winner { get; private set; } = cast.Thorunn;

    /// <summary>The session.</summary>
    public string SessionId { get; private set; } = "";

    private async Task<string> AskForRisk()
    {
        using var stranger = stage.Caller();
        var told = await stranger.Post(Requests, new { immediateRisk = true, country = "GB" });
        var lines = told.GetProperty("emergency").Items("lines");
        DemoFailure.Unless(lines.Count > 0 && !told.Says("id"), "Immediate risk should be answered with numbers only.");
        return string.Join(", ", lines.Select(x => x.Text("number")));
    }

    private async Task<string> GoOnline()
    {
        // The hour of a visit that was missed stays taken until it is over.
        await stage.Advance(stage.Now + Duration.FromHours(1));
        var until = (stage.Now + Duration.FromHours(3)).Iso();
        foreach (var provider in (DemoProvider[])[cast.Thorunn, cast.Lukasz])
        {
            var presence = await provider.Api.Put("/quick-connect/presence", new { until, mode = "online" });
            DemoFailure.Unless(presence.GetProperty("online").GetBoolean(), $"{provider.Name} should be online.");
        }

        return "2 online";
    }

    private async Task<string> Ask()
    {
        await client.Arrive(TopUpMinor);
        var wish = new
        {
            immediateRisk = false,
            topic = "anxiety",
            language = "en-GB",
            notes = "I cannot sleep before the exam.",
            shareNotes = true,
        };
        requestId = (await client.Api.Post(Requests, wish)).Text("id");
        await stage.Drain();
        var mine = await client.Api.Get($"{Requests}/mine");
        price = mine.Minor("price");
        var available = await client.Available();
        DemoFailure.Unless(available == TopUpMinor - price, $"The block is not set aside; available is {available}.");
        return $"place {mine.Number("place")}, {Pounds(price)} set aside";
    }

    private async Task<string> Race()
    {
        DemoProvider[] both = [cast.Thorunn, cast.Lukasz];
        foreach (var provider in both)
        {
            var shown = (await provider.Api.Get("/quick-connect/desk")).Items("waiting").Single();
            DemoFailure.Unless(shown.Text("name") == client.Name, "What she agreed to share should be shown.");
        }

        var answers = await Task.WhenAll(both.Select(x => x.Api.Try($"{Requests}/{requestId}/accept")));
        DemoFailure.Unless(answers.Count(x => x is null) == 1, $"One should win: {string.Join(", ", answers)}.");
        Winner = both[Array.IndexOf(answers, null)];
        return $"{Winner.Name}; the other: {answers.Single(x => x is not null)}";
    }

    private async Task<string> Choose()
    {
        var offer = (await client.Api.Get($"{Requests}/mine")).GetProperty("offer");
        stage.Folder.Write("offer-card.json", offer.GetRawText());
        var (number, termsVersion) = (offer.Number("number"), offer.Text("termsVersion"));
        var path = $"{Requests}/{requestId}/offer/accept";
        var outdated = await client.Api.Refused(path, new { number, termsVersion = "2019-01" });
        await client.Api.Post(path, new { number, termsVersion });
        await stage.Drain();
        var state = (await client.Api.Get($"{Requests}/mine")).Text("state");
        DemoFailure.Unless(state == "joined", $"Both should be led to the room; the request is {state}.");
        return $"terms {termsVersion}; older ones: {outdated}";
    }

    private async Task<string> Hold()
    {
        var mine = await client.Api.Get($"{Requests}/mine");
        var desk = await Winner.Api.Get("/quick-connect/desk");
        DemoFailure.Unless(mine.Says("joinPath") && desk.Says("joinPath"), "Both should see the way to the room.");
        var session = (await client.Api.Get("/sessions?view=upcoming")).Items()[0];
        SessionId = session.Text("id");
        await Winner.Hold(client, session.Text("bookingId"));
        var earning = await Winner.Earned(price * 3 / 4);
        return $"{Pounds(price)} paid, {Pounds(earning.Minor("providerShare"))} earned";
    }
}

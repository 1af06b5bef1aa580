using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using static Telehealth.Host.Cli.Story.DemoAnswers;

namespace Telehealth.Host.Cli.Story;

/// <summary>A concern, read by those alone who must; a client under age, and a parent's consent.</summary>
internal sealed class SafeguardingChapter(DemoStage stage, DemoCast cast, QuickConnectChapter talk)
{
    private static readonly Duration FarAhead = Duration.FromDays(45);
    private readonly DemoPerson young = cast.Client("kasia.wojcik", "Kasia Wójcik");
    private string caseId = "";
    private string startsAt = "";

    public DemoChapter Chapter =>
        new(
            "Safeguarding: a concern is acted on, and read by the team alone",
            [
                new("Out of the session the provider raises a concern", Raise),
                new("Every lead is told, and not a word of it", Told),
                new("The lead opens the case; the reading is on the log", Read),
                new("For everybody else there is no such case", KeepFromOthers),
                new("The lead acts; the timeline keeps the clock", Act),
                new("Under age nothing is booked without a consent", RefuseUnderAge),
                new("A parent's consent is recorded; she can book", BookWithConsent),
            ]
        );

    private async Task<string> Raise()
    {
        await cast.Staff(Roles.SafeguardingLead);
        var concern = new
        {
            category = "domesticAbuse",
            severity = "sameDay",
            facts = "She said: I do not dare to go home tonight.",
            opinion = "She seemed afraid of somebody in the house.",
            whereabouts = "At a friend's until the evening.",
            actionsTaken = "We agreed on whom she calls, and that I tell the safeguarding team.",
            sessionId = talk.SessionId,
        };
        var received = await talk.Winner.Api.Post("/compliance/concerns", concern);
        await stage.Drain();
        caseId = received.Text("id");
        return "received, to be acted on the same day";
    }

    private async Task<string> Told()
    {
        var lead = await cast.Staff(Roles.SafeguardingLead);
        var told = (await lead.Get("/notifications")).GetRawText();
        DemoFailure.Unless(told.Contains("concern-raised", StringComparison.Ordinal), "The lead should be told.");
        var open = await lead.Get("/compliance/cases");
        DemoFailure.Unless(open.Number("total") == 1, "One case should be open.");
        var shown = told + open.GetRawText();
        DemoFailure.Unless(!shown.Contains("home", StringComparison.Ordinal), "None of it should be told.");
        return $"1 open case, next: {open.Items()[0].Text("nextStep")}";
    }

    private async Task<string> Read()
    {
        var lead = await cast.Staff(Roles.SafeguardingLead);
        var before = await Logged(lead);
        var found = await lead.Get($"/compliance/cases/{caseId}");
        var after = await Logged(lead);
        DemoFailure.Unless(found.Text("facts").Length > 0, "The lead should read the facts.");
        DemoFailure.Unless(after == before + 1, $"The reading should be one line of the log; {after - before} came.");
        return $"line {after} of the audit, whose chain holds";
    }

    private async Task<string> KeepFromOthers()
    {
        var refused = new HashSet<string>();
        var others = new[]
        {
            talk.Winner.Api,
            await cast.Staff(Roles.Finance),
            await cast.Staff(Roles.HrAdmin),
            await cast.Staff(Roles.PlatformAdmin),
        };
        foreach (var other in others)
        {
            refused.Add(await other.NotShown($"/compliance/cases/{caseId}"));
        }

        return $"provider, finance, HR, admin: {string.Join(", ", refused)}";
    }

    private async Task<string> Act()
    {
        var lead = await cast.Staff(Roles.SafeguardingLead);
        await lead.Post($"/compliance/cases/{caseId}/acknowledge", new { });
        var referral = new
        {
            authority = "Bristol City Council, adult social care",
            contact = "Duty desk, 0117 000 0000",
            phonedAt = stage.Now.Iso(),
            reasons = "She is not safe at home and agrees to the call.",
        };
        await lead.Post($"/compliance/cases/{caseId}/referral", referral);
        var found = await lead.Get($"/compliance/cases/{caseId}");
        var (state, log) = (found.GetProperty("case"), found.Items("log"));
        var timeline = new
        {
            severity = state.Text("severity"),
            state = state.Text("state"),
            nextStep = state.Text("nextStep"),
            dueAt = state.Text("dueAt"),
            log = log.Select(x => new { kind = x.Text("kind"), at = x.Text("at") }),
        };
        stage.Folder.Write("case-timeline.json", JsonSerializer.Serialize(timeline, ApiJson.Options));
        return $"{string.Join(", ", log.Select(x => x.Text("kind")))}; in writing by {state.Text("dueAt")}";
    }

    private async Task<string> RefuseUnderAge()
    {
        await young.Arrive(10_000, LocalDatePattern.Iso.Format(stage.Now.InUtc().Date.PlusYears(-16)));
        var late = stage.Now + FarAhead;
        var provider = cast.Thorunn;
        startsAt = (await provider.Slots(young, provider.ServiceId, from: late))[0].Text("startsAt");
        var refused = await young.Api.Refused("/marketplace/booking-requests", Wish());
        DemoFailure.Unless(refused == "compliance.consent-needed", $"At sixteen it answered {refused}.");
        DemoFailure.Unless(await young.Available() == 10_000, "Nothing should be set aside.");
        return $"at 16: {refused}, nothing set aside";
    }

    private async Task<string> BookWithConsent()
    {
        var support = await cast.Staff(Roles.Support);
        var consent = new
        {
            clientId = young.Id,
            guardianName = "Ewa Wójcik",
            relationship = "parent",
            method = "signedForm",
            scope = "Talking therapy by video",
            givenOn = LocalDatePattern.Iso.Format(stage.Now.InUtc().Date),
            evidence = Convert.ToBase64String(DemoPaper.Pdf("Consent", "Ewa Wojcik, mother, signed")),
        };
        await support.Post("/compliance/consents", consent);
        var request = await young.Api.Post("/marketplace/booking-requests", Wish());
        await stage.Drain();
        var booking = await cast.Thorunn.Accept(request.Text("id"), startsAt);
        return $"booking {booking.Text("number")}";
    }

    private object Wish() =>
        new
        {
            providerId = cast.Thorunn.Id,
            serviceId = cast.Thorunn.ServiceId,
            mode = "video",
            times = (string[])[startsAt],
        };

    private static async Task<int> Logged(DemoCaller lead)
    {
        var audit = await lead.Get("/compliance/audit/verification");
        DemoFailure.Unless(audit.GetProperty("ok").GetBoolean(), "The audit's chain should hold.");
        return audit.Number("lines");
    }
}

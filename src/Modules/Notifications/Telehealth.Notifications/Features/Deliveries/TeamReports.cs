using System.Text.Json;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Compliance.Contracts;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>
/// Tells Compliance what became of each try to reach the safeguarding team: one that fails is passed on at once, not
/// when the last of many tries has failed (QCP-08).
/// </summary>
internal sealed class TeamReports(ISender sender)
{
    private static readonly Actor Self = Actor.System("notifications.team-reports");

    /// <summary>Answers how the try ended; one that could not be told is tried again, and so is the telling.</summary>
    public async Task<(SendOutcome Outcome, string? Reason)> Tell(
        ClaimedDelivery delivery,
        (SendOutcome Outcome, string? Reason) ended,
        CancellationToken ct
    )
    {
        if (!MessageKind.Of(delivery.Template).ToTeam)
        {
            return ended;
        }

        var facts = JsonSerializer.Deserialize<MessageFacts>(delivery.Facts, ApiJson.Options)!;
        var report = new ReportTeamMessage(
            delivery.Id,
            delivery.EventId,
            delivery.PersonId,
            delivery.Channel == Channel.Sms,
            facts.Alert,
            ended.Outcome == SendOutcome.Sent ? null : ended.Reason ?? "unknown"
        );
        var told = await sender.SendAs(Self, report, ct);
        return told.Error is { } error && ended.Outcome != SendOutcome.Sent ? (SendOutcome.Failed, error.Code) : ended;
    }
}

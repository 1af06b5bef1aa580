using System.Globalization;
using Microsoft.AspNetCore.Mvc.Rendering;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.RiskAlerts;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>A state as a badge shows it.</summary>
/// <param name="Kind">The badge's kind.</param>
/// <param name="Word">Its word.</param>
internal sealed record CaseWord(string? Kind, string Word);

/// <summary>Cases and their steps in plain words.</summary>
internal static class SafeguardingWords
{
    private static readonly LocalDateTimePattern Typed = LocalDateTimePattern.Create(
        "uuuu'-'MM'-'dd'T'HH':'mm",
        CultureInfo.InvariantCulture
    );

    private static readonly (ConcernCategory Category, string Words)[] Categories =
    [
        (ConcernCategory.PhysicalAbuse, "Somebody is hurt by somebody"),
        (ConcernCategory.EmotionalAbuse, "Emotional abuse"),
        (ConcernCategory.SexualAbuse, "Sexual abuse or exploitation"),
        (ConcernCategory.Neglect, "Neglect, also of oneself"),
        (ConcernCategory.DomesticAbuse, "Violence or control at home"),
        (ConcernCategory.SelfHarm, "Self-harm or thoughts of suicide"),
        (ConcernCategory.HarmToOthers, "A danger to others"),
        (ConcernCategory.Exploitation, "Exploitation: money, slavery, radicalisation"),
        (ConcernCategory.Professional, "What somebody who works with us did"),
        (ConcernCategory.Other, "Something else"),
    ];

    public static IEnumerable<SelectListItem> CategoryItems(ConcernCategory? chosen) =>
        Categories.Select(x => new SelectListItem(x.Words, x.Category.ToString(), x.Category == chosen));

    public static string Of(ConcernCategory category) =>
        Categories.Where(x => x.Category == category).Select(x => x.Words).FirstOrDefault()
        ?? throw new ArgumentOutOfRangeException(nameof(category));

    /// <summary>How a case is called: the last eight letters of its id, and nothing of what it is about.</summary>
    public static string Name(Guid id) => $"Case {id.ToString("N")[^8..].ToUpperInvariant()}";

    /// <summary>How an alert is called: as little as a case.</summary>
    public static string AlertName(ConcernId id) => $"Alert {id.Value.ToString("N")[^8..].ToUpperInvariant()}";

    public static CaseWord Of(ConcernSeverity severity) =>
        severity switch
        {
            ConcernSeverity.ImmediateDanger => new("danger", "Immediate danger"),
            ConcernSeverity.SameDay => new("warning", "Same day"),
            ConcernSeverity.NextWorkingDay => new("info", "Next working day"),
            _ => throw new ArgumentOutOfRangeException(nameof(severity)),
        };

    public static CaseWord Of(CaseState state) =>
        state switch
        {
            CaseState.Raised => new("danger", "Nobody has it yet"),
            CaseState.Open => new("info", "Open"),
            CaseState.Closing => new("warning", "Waits for a second person"),
            CaseState.Closed => new("success", "Closed"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static string Of(CaseStep step) =>
        step switch
        {
            CaseStep.Acknowledge => "Take it on",
            CaseStep.Decide => "Decide what is done",
            CaseStep.ConfirmReferral => "Confirm the referral in writing",
            CaseStep.HearFromAuthority => "Hear from the authority",
            CaseStep.FollowUp => "Follow up",
            CaseStep.ConfirmClosing => "A second person closes it",
            CaseStep.Nothing => "Nothing",
            _ => throw new ArgumentOutOfRangeException(nameof(step)),
        };

    public static string Of(CaseEntryKind kind) =>
        kind switch
        {
            CaseEntryKind.Raised => "Raised the concern",
            CaseEntryKind.Acknowledged => "Took it on",
            CaseEntryKind.NoFurtherAction => "Decided: no further action",
            CaseEntryKind.Advised => "Decided: advice",
            CaseEntryKind.Referred => "Referred by phone",
            CaseEntryKind.ReferralConfirmed => "Confirmed the referral in writing",
            CaseEntryKind.AuthorityAnswered => "The authority answered",
            CaseEntryKind.Noted => "Note",
            CaseEntryKind.ClosingProposed => "Wants to close it",
            CaseEntryKind.ClosingRefused => "Opened it again",
            CaseEntryKind.Closed => "Closed it",
            CaseEntryKind.Escalated => "Nobody acted in time: the whole team was told",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    /// <summary>Whom a message did not reach, and why, as far as somebody can do something about it.</summary>
    public static string Unreached(UnreachedAnswer message, string lead)
    {
        var what = $"The {(message.ByText ? "text message" : "mail")} to {lead} did not arrive";
        var why = message.Failure switch
        {
            "no-verified-phone" => "no phone number is verified",
            "no-address" => "there is no address",
            _ => "it was not accepted and is tried again",
        };
        return message.ReachedAt is null ? $"{what}: {why}." : $"{what} at first; later it did.";
    }

    /// <summary>A moment as a browser's field sends it, in this zone; null when it is none.</summary>
    public static Instant? Moment(string? typed, string zone) =>
        Typed.Parse(typed ?? "") is { Success: true } read
            ? read.Value.InZoneLeniently(DateTimeZoneProviders.Tzdb[zone]).ToInstant()
            : null;

    /// <summary>Now, as a browser's field takes it.</summary>
    public static string Field(Instant at, string zone) =>
        Typed.Format(at.InZone(DateTimeZoneProviders.Tzdb[zone]).LocalDateTime);
}

using NodaTime;
using Telehealth.Notifications.Domain;

namespace Telehealth.Notifications.Composing;

/// <summary>The values templates may name, out of a message's facts.</summary>
internal static class FactValues
{
    public static Dictionary<string, object?> Of(ReaderWording wording, MessageFacts facts, string readerName) =>
        new(StringComparer.Ordinal)
        {
            ["name"] = readerName,
            ["other"] = "",
            ["link"] = "",
            ["phone"] = "",
            ["opensAt"] = "",
            ["code"] = "",
            ["hub"] = "",
            ["employer"] = "",
            ["page"] = "",
            ["forGuest"] = false,
            ["namesOthers"] = false,
            ["toProvider"] = facts.ToProvider,
            ["startsAt"] = Moment(wording, facts.StartsAt),
            ["startTime"] = facts.StartsAt is { } start ? wording.Time(start) : "",
            ["deadline"] = Moment(wording, facts.Deadline),
            ["duration"] = facts.DurationMinutes is { } minutes ? wording.Minutes(minutes) : LengthOf(wording, facts),
            ["mode"] = wording.Find("mode", facts.Mode) ?? "",
            ["isVideo"] = facts.Mode == "video",
            ["isPhone"] = facts.Mode == "phone",
            ["isInPerson"] = facts.Mode == "in-person",
            ["amount"] = facts.Amount is { } amount ? wording.Amount(amount) : "",
            ["times"] = string.Join(" · ", (facts.Times ?? []).Select(wording.Moment)),
            ["bookingNumber"] = facts.BookingNumber ?? "",
            ["documentNumber"] = facts.DocumentNumber ?? "",
            ["documentKind"] = wording.Find("document", facts.DocumentKind) ?? "",
            ["reference"] = facts.Reference ?? "",
            ["day"] = facts.Day is { } day ? wording.Day(day) : "",
            ["maskedAccount"] = facts.MaskedAccount ?? "",
            ["restsUntil"] = Moment(wording, facts.RestsUntil),
            ["reasonCode"] = facts.ReasonCode ?? "",
            ["reason"] = wording.Find("reason", facts.ReasonCode) ?? "",
            ["change"] = Changed(wording, "change", facts),
            ["yourChange"] = Changed(wording, "your-change", facts),
            ["isDayBefore"] = facts.HoursBefore == 24,
        };

    private static string Moment(ReaderWording wording, Instant? instant) =>
        instant is { } known ? wording.Moment(known) : "";

    private static string Changed(ReaderWording wording, string group, MessageFacts facts) =>
        wording
            .Find(group, facts.Change)
            ?.Replace("{0}", wording.Find("role", facts.Role) ?? "", StringComparison.Ordinal)
        ?? "";

    private static string LengthOf(ReaderWording wording, MessageFacts facts) =>
        facts is { StartsAt: { } start, EndsAt: { } end } ? wording.Minutes((int)(end - start).TotalMinutes) : "";
}

using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Identity.Contracts;

namespace Telehealth.Hubs.Areas;

/// <summary>Hubs as the pages put them into words.</summary>
internal static class HubPageWords
{
    /// <summary>Where a sponsor is in business, as in <c>Norway, VAT number NO 923609016 MVA</c>.</summary>
    public static string Place(string country, string? vatNumber) =>
        Countries.NameOf(country) + (vatNumber is null ? ", without a VAT number" : $", VAT number {vatNumber}");

    /// <summary>As in <c>1 credit</c> or <c>3 credits</c>.</summary>
    public static string Count(long number, string one) => $"{number} {(number == 1 ? one : one + "s")}";

    public static string Mode(string mode) =>
        mode switch
        {
            "video" => "video call",
            "phone" => "phone call",
            "in-person" => "in person",
            _ => mode.Replace('-', ' '),
        };

    /// <summary><c>general-practice</c> as <c>General practice</c>.</summary>
    public static string Sentence(string words) =>
        words.Length == 0 ? "Other" : char.ToUpperInvariant(words[0]) + words[1..].Replace('-', ' ');

    public static string Modes(IEnumerable<string> modes) => string.Join(", ", modes.Select(Mode));

    public static (string Kind, string Word) Badge(HubState state) =>
        state switch
        {
            HubState.Draft => ("info", "Being prepared"),
            HubState.Live => ("success", "Live"),
            _ => throw new ArgumentOutOfRangeException(nameof(state)),
        };

    public static (string Kind, string Word) Badge(HubProviderAnswer provider, Instant now) =>
        provider.State switch
        {
            InvitationState.Accepted => ("success", "In the hub"),
            InvitationState.Nominated => ("muted", "Suggested"),
            InvitationState.Sent when provider.ExpiresAt <= now => ("warning", "Invitation ran out"),
            InvitationState.Sent => ("info", "Invited"),
            _ => throw new ArgumentOutOfRangeException(nameof(provider)),
        };

    /// <summary>How credits are given out, in one sentence (HUB-04).</summary>
    public static string Credits(CreditPolicyBody credits)
    {
        var every = credits.PeriodMonths == 1 ? "every month" : $"every {credits.PeriodMonths} months";
        var over = credits.CarryOverCap == 0 ? "unused ones expire" : $"up to {credits.CarryOverCap} unused go over";
        return $"{Count(credits.PerPeriod, "credit")} for each member {every}; {over}";
    }

    /// <summary>What a session of the hub is.</summary>
    public static string Session(HubSessionBody session) =>
        $"{session.DurationMinutes} minutes, {Modes(session.Modes)}, {MoneyText.Of(session.Price)}";

    /// <summary>Words with commas or spaces between them, as people write lists.</summary>
    public static IReadOnlyList<string> Listed(string? text) =>
        (text ?? "").Split([',', ' ', '\n', '\r', ';'], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The zone times are shown in: the reader's own.</summary>
    public static async Task<string> ZoneOf(ISender sender, IActorSource actors, CancellationToken ct)
    {
        return actors.Current.Person is { } person ? await ZoneOf(sender, person, ct) : "UTC";
    }

    /// <summary>The zone of somebody a page is about.</summary>
    public static async Task<string> ZoneOf(ISender sender, PersonId person, CancellationToken ct)
    {
        var found = await sender.SendAs(Actor.System("hubs.pages"), new GetPerson(person), ct);
        return found.Error is null ? found.Value.TimeZone : "UTC";
    }
}

using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Receipts.Templates;

/// <summary>What a line says of its session: what became of it, when, and whether it is the whole of it.</summary>
internal static class LineWords
{
    /// <summary>As in <c>held 14 January 2027, 09:30 (London time)</c>.</summary>
    public static string What(PaidOutcome outcome, Instant at, DateTimeZone zone) =>
        $"{Of(outcome)} {Letterhead.Moment(at, zone)} ({TimeText.ZoneName(zone.Id)})";

    /// <summary>A withdrawn line, with <c>part of £70.00</c> when another withdrawal takes the rest.</summary>
    public static string What(WithdrawnLine line, DateTimeZone zone)
    {
        var what = What(line.Outcome, line.SuppliedAt, zone);
        return line.Whole is { } whole && whole != line.Amount
            ? $"{what} · part of {Wording.Amount(whole.Minor, whole.Currency.Code)}"
            : what;
    }

    private static string Of(PaidOutcome outcome) =>
        outcome switch
        {
            PaidOutcome.Held => "held",
            PaidOutcome.CancelledLate => "cancelled late by the client on",
            PaidOutcome.ClientMissed => "missed by the client, booked for",
            _ => throw new ArgumentOutOfRangeException(nameof(outcome)),
        };
}

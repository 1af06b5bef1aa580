using System.Text.Json;
using Microsoft.Extensions.Logging;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Composing;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Gateways;

namespace Telehealth.Notifications.Features.Deliveries;

/// <summary>
/// Writes one message and hands it to its gateway; says how that ended, and throws nothing but a cancellation.
/// </summary>
internal sealed partial class Postman(
    HubWords readers,
    LetterWriter writer,
    Envelope envelope,
    IMailGateway mail,
    ISmsGateway sms,
    IClock clock,
    SystemTime system,
    ILogger<Postman> log
)
{
    // The message has lost its sense: there is nothing to repeat.
    private static readonly HashSet<string> Pointless = new(StringComparer.Ordinal)
    {
        "identity.already-confirmed",
        "identity.person-unknown",
        "identity.nothing-to-prove",
        "sessions.cancelled",
        "hubs.nothing-to-send",
    };

    public async Task<(SendOutcome Outcome, string? Reason)> Send(ClaimedDelivery delivery, CancellationToken ct)
    {
        try
        {
            return await Try(delivery, ct);
        }
        catch (Exception e) when (e is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            // Types and our own codes only: a server's words may repeat an address.
            var reason = e is NotAcceptedException ? e.Message : e.GetType().Name;
            Failed(log, delivery.Id, delivery.Tries, reason);
            return (SendOutcome.Failed, reason);
        }
    }

    private async Task<(SendOutcome Outcome, string? Reason)> Try(ClaimedDelivery delivery, CancellationToken ct)
    {
        var kind = MessageKind.Of(delivery.Template);
        var facts = JsonSerializer.Deserialize<MessageFacts>(delivery.Facts, ApiJson.Options)!;
        if (ReferenceEquals(kind, MessageKind.SessionReminder) && facts.StartsAt <= clock.GetCurrentInstant())
        {
            return (SendOutcome.Skipped, "too-late");
        }

        var person = await readers.Reader(delivery.PersonId, facts, ct);
        if (person.Error is { } unknown)
        {
            return Refused(unknown);
        }

        var phone = delivery.Channel == Channel.Sms ? SmsNumber.Of(person.Value.Phone) : null;
        if (delivery.Channel == Channel.Sms && (phone is null || !(person.Value.PhoneVerified || kind.ToUnproven)))
        {
            return (SendOutcome.Skipped, "no-verified-phone");
        }

        if (delivery.Channel == Channel.Email && person.Value.Email.Length == 0)
        {
            return (SendOutcome.Skipped, "no-address");
        }

        var letter = await writer.Write(kind, person.Value, facts, ct);
        if (letter.Error is { } refused)
        {
            return Refused(refused);
        }

        if (phone is not null)
        {
            await sms.Send(delivery.Id, phone, letter.Value.Sms!, ct);
        }
        else
        {
            using var message = envelope.Seal(delivery.Id, letter.Value, person.Value.Email, system.Now);
            await mail.Send(message, ct);
        }

        return (SendOutcome.Sent, null);
    }

    private static (SendOutcome Outcome, string? Reason) Refused(Error error) =>
        (Pointless.Contains(error.Code) ? SendOutcome.Skipped : SendOutcome.Failed, error.Code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Delivery {Id} was not accepted at try {Try}: {Reason}")]
    private static partial void Failed(ILogger log, Guid id, int @try, string reason);
}

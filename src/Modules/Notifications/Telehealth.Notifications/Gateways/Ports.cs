using MimeKit;
using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Gateways;

/// <summary>Hands a mail to the world. Throws when it was not accepted.</summary>
internal interface IMailGateway
{
    Task Send(MimeMessage message, CancellationToken ct);
}

/// <summary>Hands a text message to the world. Throws when it was not accepted.</summary>
internal interface ISmsGateway
{
    /// <param name="id">Ours: the gateway recognises a repeated send by it.</param>
    /// <param name="phone">E.164.</param>
    /// <param name="text">The words.</param>
    /// <param name="ct">Cancels the call.</param>
    Task Send(Guid id, string phone, string text, CancellationToken ct);
}

/// <summary>A gateway did not accept a message; its text is a code or status, no personal data.</summary>
internal sealed class NotAcceptedException(string reason) : Exception(reason);

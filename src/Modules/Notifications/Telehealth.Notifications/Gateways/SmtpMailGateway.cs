using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Telehealth.Notifications.Gateways;

/// <summary>Sends over SMTP with MailKit; one connection a mail, so that a broken one never spoils the next.</summary>
internal sealed class SmtpMailGateway(IOptions<NotificationsOptions> options) : IMailGateway
{
    private const int TimeoutMilliseconds = 30_000;

    public async Task Send(MimeMessage message, CancellationToken ct)
    {
        var mail = options.Value.Mail;
        using var client = new SmtpClient { Timeout = TimeoutMilliseconds };
        await client.ConnectAsync(mail.Host!, mail.Port, Enum.Parse<SecureSocketOptions>(mail.Security, true), ct);
        if (!string.IsNullOrEmpty(mail.User))
        {
            await client.AuthenticateAsync(mail.User, mail.Password ?? "", ct);
        }

        await client.SendAsync(message, ct);
        // Accepted from here on: a failing goodbye must not send it again.
        try
        {
            await client.DisconnectAsync(true, ct);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException)
        {
            return;
        }
    }
}

namespace Telehealth.Notifications.Gateways;

/// <summary>Configuration section <c>Notifications</c>.</summary>
internal sealed class NotificationsOptions
{
    /// <summary>Where the development doubles keep their files.</summary>
    public string? Folder { get; set; }

    public MailOptions Mail { get; set; } = new();

    public SmsOptions Sms { get; set; } = new();
}

internal sealed class MailOptions
{
    /// <summary>The SMTP server; without one, mail goes to the development mailbox.</summary>
    public string? Host { get; set; }

    public int Port { get; set; } = 587;

    /// <summary>Auto, StartTls, SslOnConnect or None.</summary>
    public string Security { get; set; } = "StartTls";

    public string? User { get; set; }

    public string? Password { get; set; }

    /// <summary>Sender's address; without one, no-reply at the public origin's host.</summary>
    public string? From { get; set; }

    public string FromName { get; set; } = "Telehealth";
}

internal sealed class SmsOptions
{
    /// <summary>The HTTP gateway's address; without one, text messages go to the development folder.</summary>
    public Uri? Url { get; set; }

    public string? Key { get; set; }

    public string Sender { get; set; } = "Telehealth";
}

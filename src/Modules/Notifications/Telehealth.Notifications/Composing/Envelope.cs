using System.Text;
using Microsoft.Extensions.Options;
using MimeKit;
using MimeKit.Utils;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Notifications.Gateways;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// Puts a letter into a MIME message: text, HTML and, for invitations, a text/calendar part side by side, files beside
/// them. MimeKit encodes every header; values come in as one line.
/// </summary>
internal sealed class Envelope(PublicOrigin origin, IOptions<NotificationsOptions> options)
{
    /// <summary>The platform's own mailbox.</summary>
    public (string Name, string Address) Sender
    {
        get
        {
            var mail = options.Value.Mail;
            var host = origin.Base.HostNameType == UriHostNameType.Dns ? origin.Base.Host : "localhost";
            return (mail.FromName, string.IsNullOrWhiteSpace(mail.From) ? $"no-reply@{host}" : mail.From);
        }
    }

    public MimeMessage Seal(Guid deliveryId, Letter letter, string address, Instant writtenAt)
    {
        var message = new MimeMessage
        {
            MessageId = $"{deliveryId:N}@{Sender.Address.Split('@')[1]}",
            Subject = letter.Subject,
            Date = writtenAt.ToDateTimeOffset(),
        };
        message.From.Add(new MailboxAddress(Encoding.UTF8, Sender.Name, Sender.Address));
        message.To.Add(new MailboxAddress(Encoding.UTF8, Template.OneLine(letter.ReaderName), address));
        message.Headers.Add("Auto-Submitted", "auto-generated");
        var alternative = new MultipartAlternative { Text("plain", letter.Text), Text("html", letter.Html) };
        var files = new List<MimeEntity>();
        if (letter.Calendar is { } calendar)
        {
            var part = Text("calendar", calendar.Text);
            part.ContentType.Parameters.Add("method", calendar.Method);
            alternative.Add(part);
            files.Add(File(new LetterFile("invite.ics", "application/ics", Encoding.UTF8.GetBytes(calendar.Text))));
        }

        if (letter.Attachment is { } attachment)
        {
            files.Add(File(attachment));
        }

        message.Body = files.Count == 0 ? alternative : Mixed(alternative, files);
        return message;
    }

    private static Multipart Mixed(MimeEntity body, IEnumerable<MimeEntity> files)
    {
        var mixed = new Multipart("mixed") { body };
        foreach (var file in files)
        {
            mixed.Add(file);
        }

        return mixed;
    }

    private static TextPart Text(string subtype, string text)
    {
        var part = new TextPart(subtype) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText(Encoding.UTF8, text);
        // Calendar lines end in CRLF and are folded by octets: base64 carries them untouched.
        if (subtype == "calendar")
        {
            part.ContentTransferEncoding = ContentEncoding.Base64;
        }

        return part;
    }

    private static MimePart File(LetterFile file) =>
        new(ContentType.Parse(file.ContentType))
        {
            Content = new MimeContent(new MemoryStream(file.Content)),
            ContentDisposition = new ContentDisposition(ContentDisposition.Attachment) { FileName = file.FileName },
            ContentTransferEncoding = ContentEncoding.Base64,
            ContentId = MimeUtils.GenerateMessageId(),
            FileName = file.FileName,
        };
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using NodaTime;
using Telehealth.Notifications.Gateways;

namespace Telehealth.Notifications.Features.Development;

/// <summary>Doors of the development doubles; there only while the doubles are.</summary>
internal static class DevelopmentEndpoints
{
    public static void Map(IEndpointRouteBuilder root)
    {
        if (root.ServiceProvider.GetService<DevelopmentMailbox>() is { } mailbox)
        {
            MapMail(root.MapGroup("/dev/mail").AllowAnonymous().ExcludeFromDescription(), mailbox);
        }

        if (root.ServiceProvider.GetService<DevelopmentSmsBox>() is { } box)
        {
            var sms = root.MapGroup("/dev/sms").AllowAnonymous().ExcludeFromDescription();
            sms.MapGet("/messages", (string? to) => TypedResults.Ok(box.List(to)));
            sms.MapPost("/behaviour", (BehaviourBody body) => Told(box.Behaviour, body));
        }
    }

    private static void MapMail(RouteGroupBuilder mail, DevelopmentMailbox mailbox)
    {
        mail.MapGet("/messages", (string? to) => TypedResults.Ok(mailbox.List(to).Select(MailAnswer.Of).ToList()));
        mail.MapDelete("/messages", () => Cleared(mailbox));
        mail.MapPost("/behaviour", (BehaviourBody body) => Told(mailbox.Behaviour, body));
        mail.MapGet(
            "/messages/{name}",
            IResult (string name) =>
                mailbox.Find(name) is { } found
                    ? TypedResults.PhysicalFile(Path.Combine(mailbox.Folder, found.Name + ".eml"), "message/rfc822")
                    : TypedResults.NotFound()
        );
        mail.MapGet("/messages/{name}/html", (string name, HttpContext http) => Html(mailbox, name, http));
        mail.MapGet(
            "/messages/{name}/attachments/{index:int}",
            (string name, int index) => Attachment(mailbox, name, index)
        );
    }

    private static IResult Html(DevelopmentMailbox mailbox, string name, HttpContext http)
    {
        if (mailbox.Find(name)?.Message.HtmlBody is not { } html)
        {
            return TypedResults.NotFound();
        }

        // A mail carries its styles inline and may do nothing else.
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; "
            + "frame-ancestors 'self'";
        return TypedResults.Content(html, "text/html; charset=utf-8");
    }

    private static IResult Attachment(DevelopmentMailbox mailbox, string name, int index)
    {
        var part = mailbox.Find(name)?.Attachments.ElementAtOrDefault(index);
        if (part?.Content is null)
        {
            return TypedResults.NotFound();
        }

        var content = new MemoryStream();
        part.Content.DecodeTo(content);
        return TypedResults.File(content.ToArray(), part.ContentType.MimeType, part.FileName);
    }

    private static IResult Cleared(DevelopmentMailbox mailbox)
    {
        mailbox.Clear();
        return TypedResults.NoContent();
    }

    private static IResult Told(DoubleBehaviour behaviour, BehaviourBody body)
    {
        behaviour.FailAlways = body.FailAlways;
        behaviour.FailNext = body.FailNext;
        behaviour.DelayMilliseconds = Math.Clamp(body.DelayMilliseconds, 0, 60_000);
        behaviour.LoseAnswers = body.LoseAnswers;
        return TypedResults.NoContent();
    }
}

/// <summary>How a development double is to behave from now on; an empty body makes it well again.</summary>
/// <param name="FailAlways">Refuse everything.</param>
/// <param name="FailNext">Refuse so many of the next messages.</param>
/// <param name="DelayMilliseconds">Wait before answering.</param>
/// <param name="LoseAnswers">Take the message, then break off.</param>
public sealed record BehaviourBody(
    bool FailAlways = false,
    int FailNext = 0,
    int DelayMilliseconds = 0,
    bool LoseAnswers = false
);

/// <summary>A mail of the development mailbox.</summary>
/// <param name="Name">Of its file.</param>
/// <param name="MessageId">Its Message-ID.</param>
/// <param name="From">Sender.</param>
/// <param name="To">Addresses.</param>
/// <param name="ToNames">Names of the addresses.</param>
/// <param name="Subject">Subject.</param>
/// <param name="Date">Date.</param>
/// <param name="Text">The plain part.</param>
/// <param name="Html">The HTML part.</param>
/// <param name="Calendar">The text/calendar part, or null.</param>
/// <param name="Attachments">Its files.</param>
public sealed record MailAnswer(
    string Name,
    string MessageId,
    string From,
    IReadOnlyList<string> To,
    IReadOnlyList<string> ToNames,
    string Subject,
    Instant Date,
    string? Text,
    string? Html,
    string? Calendar,
    IReadOnlyList<MailFileAnswer> Attachments
)
{
    internal static MailAnswer Of(StoredMail mail) =>
        new(
            mail.Name,
            mail.Message.MessageId ?? "",
            mail.Message.From.ToString(),
            [.. mail.Message.To.Mailboxes.Select(x => x.Address)],
            [.. mail.Message.To.Mailboxes.Select(x => x.Name ?? "")],
            mail.Message.Subject ?? "",
            Instant.FromDateTimeOffset(mail.Message.Date),
            mail.Message.TextBody,
            mail.Message.HtmlBody,
            mail.Calendar,
            [.. mail.Attachments.Select((x, i) => MailFileAnswer.Of(mail, x, i))]
        );
}

/// <summary>A file of a mail.</summary>
/// <param name="FileName">Its name.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Path">Where its bytes are.</param>
public sealed record MailFileAnswer(string FileName, string ContentType, string Path)
{
    internal static MailFileAnswer Of(StoredMail mail, MimePart part, int index) =>
        new(part.FileName ?? "", part.ContentType.MimeType, $"/dev/mail/messages/{mail.Name}/attachments/{index}");
}

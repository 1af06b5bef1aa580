using System.Collections.Concurrent;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Contracts;
using Telehealth.Notifications.Domain;
using Telehealth.Receipts.Contracts;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// Writes a letter when it is sent: asks for names, links and files now, so that no row holds them, and renders in the
/// reader's language and zone.
/// </summary>
internal sealed class LetterWriter(ISender sender, IClock clock, PublicOrigin origin, Envelope envelope, HubWords hubs)
{
    private const string BankDetailsPath = "/wallet/bank-details";
    private const string SafeguardingPath = "/compliance/safeguarding";

    private static readonly ConcurrentDictionary<(string Language, string Name), Template> Templates = new();

    private static readonly Actor Self = Actor.System("notifications.send");

    public static Template TemplateOf(string language, string name) =>
        Templates.GetOrAdd((language, name), key => new Template(TemplateSource.Read(key.Language, key.Name)));

    public async Task<Result<Letter>> Write(
        MessageKind kind,
        PersonCard reader,
        MessageFacts facts,
        CancellationToken ct
    )
    {
        var wording = new ReaderWording(
            TemplateSource.LanguageFor(kind.Template, reader.Language),
            reader.Language,
            reader.TimeZone
        );
        var values = FactValues.Of(wording, facts, reader.DisplayName);
        if (await AddOther(values, facts, reader, ct) is { } noOther)
        {
            return noOther;
        }

        var link = await LinkOf(kind, reader, facts, wording, values, ct);
        if (link.Error is { } noLink)
        {
            return noLink;
        }

        values["link"] = link.Value.AbsoluteUri;
        LetterFile? file = null;
        if (facts.Document is { } document)
        {
            var found = await sender.SendAs(Self, new GetDocumentFile(document), ct);
            if (found.Error is { } noFile)
            {
                return noFile;
            }

            file = new LetterFile(found.Value.FileName, "application/pdf", found.Value.Content);
        }

        return Fill(kind, wording, values, reader, facts, file);
    }

    private Letter Fill(
        MessageKind kind,
        ReaderWording wording,
        Dictionary<string, object?> values,
        PersonCard reader,
        MessageFacts facts,
        LetterFile? file
    )
    {
        var template = TemplateOf(wording.Language, kind.Template);
        var subject = template.Head("subject", values);
        var blocks = template.Body(values).ToList();
        var footer = wording[kind.Topic == Topic.Account ? "footer.account" : "footer.message"];
        var calendar = CalendarOf(kind, wording, values, reader, facts);
        return new Letter(
            reader.DisplayName,
            subject,
            MailBody.Text(blocks, footer),
            MailBody.Html(wording.Language, subject, blocks, footer),
            template.Has("sms") ? template.Head("sms", values) : null,
            calendar,
            file
        );
    }

    private LetterCalendar? CalendarOf(
        MessageKind kind,
        ReaderWording wording,
        Dictionary<string, object?> values,
        PersonCard reader,
        MessageFacts facts
    )
    {
        var with = values["namesOthers"] is true ? Template.OneLine((string)values["other"]!) : null;
        var invitation = new Invitation(
            facts,
            origin.Base.Host,
            envelope.Sender,
            (Template.OneLine(reader.DisplayName), reader.Email),
            with,
            clock.GetCurrentInstant()
        );
        if (ReferenceEquals(kind, MessageKind.SessionConfirmed))
        {
            var words = wording[values["forGuest"] is true ? "invitation.guest-page" : "invitation.page"];
            return new("REQUEST", invitation.Request((Uri)values["page"]!, words));
        }

        return ReferenceEquals(kind, MessageKind.SessionCancelled) ? new("CANCEL", invitation.Cancel()) : null;
    }

    private async Task<Error?> AddOther(
        Dictionary<string, object?> values,
        MessageFacts facts,
        PersonCard reader,
        CancellationToken ct
    )
    {
        values["other"] = "";
        if (facts.Other is not { } other)
        {
            return null;
        }

        var card = await sender.SendAs(Self, new GetPerson(other), ct);
        if (card.Error is { } unknown)
        {
            return unknown;
        }

        values["other"] = card.Value.DisplayName;
        var chosen = await sender.SendAs(Self, new GetCalendarChoice(reader.PersonId), ct);
        if (chosen.Error is { } unread)
        {
            return unread;
        }

        values["namesOthers"] = chosen.Value.NamesOthers;
        // The number that is rung, asked when it is sent, so that it is never kept in a message's facts (HUB-19).
        values["phone"] = (facts.ToProvider ? card.Value.Phone : reader.Phone) ?? "";
        return null;
    }

    private async Task<Result<Uri>> LinkOf(
        MessageKind kind,
        PersonCard reader,
        MessageFacts facts,
        ReaderWording wording,
        Dictionary<string, object?> values,
        CancellationToken ct
    )
    {
        if (ReferenceEquals(kind, MessageKind.ConfirmEmail))
        {
            return (await sender.SendAs(Self, new GetConfirmationLink(reader.PersonId), ct)).Map(x => x.Url);
        }

        if (ReferenceEquals(kind, MessageKind.ResetPassword))
        {
            return (await sender.SendAs(Self, new GetPasswordResetLink(reader.PersonId), ct)).Map(x => x.Url);
        }

        if (ReferenceEquals(kind, MessageKind.PhoneCode))
        {
            var code = await sender.SendAs(Self, new GetPhoneCode(reader.PersonId, reader.Phone ?? ""), ct);
            values["code"] = code.Error is null ? code.Value.Code : "";
            return code.Map(_ => origin.At("/identity/account"));
        }

        if (await hubs.Fill(values, facts, ct) is { } hub)
        {
            return hub;
        }

        if (facts.Session is { } session)
        {
            var link = await sender.SendAs(Self, new GetJoinLink(session, reader.PersonId), ct);
            if (link.Error is null)
            {
                values["opensAt"] = wording.Time(link.Value.OpensAt);
                values["page"] = origin.At(link.Value.Page);
                values["forGuest"] = link.Value.ForGuest;
            }

            return link.Map(x => origin.At(x.Path));
        }

        return origin.At(PathOf(kind, facts));
    }

    private static string PathOf(MessageKind kind, MessageFacts facts) =>
        facts.Withdrawal is { } withdrawal ? $"/wallet/withdrawals/{withdrawal}"
        : ReferenceEquals(kind, MessageKind.BankDetailsGiven) ? BankDetailsPath
        : ReferenceEquals(kind, MessageKind.BankDetailsChanged) ? BankDetailsPath
        : ReferenceEquals(kind, MessageKind.ReviewGiven) ? "/marketplace/reviews"
        : ReferenceEquals(kind, MessageKind.PoolWaiting) ? "/quick-connect/desk"
        : ReferenceEquals(kind, MessageKind.ConcernRaised) ? SafeguardingPath
        : ReferenceEquals(kind, MessageKind.CaseOverdue) ? SafeguardingPath
        : ReferenceEquals(kind, MessageKind.RiskAlert) ? SafeguardingPath
        : ReferenceEquals(kind, MessageKind.RiskAlertUnanswered) ? SafeguardingPath
        : ReferenceEquals(kind, MessageKind.AuthorityChanged) ? "/identity/staff"
        : ReferenceEquals(kind, MessageKind.BirthDateCorrected) ? "/identity/account"
        : ReferenceEquals(kind, MessageKind.ConsentReview) ? "/compliance/consents?overdue=true"
        : ReferenceEquals(kind, MessageKind.NameNeeded)
            ? facts.ToProvider ? "/receipts/documents"
                : "/identity/account"
        : facts.Request is null ? "/"
        : kind.IsForProvider ? "/marketplace/inbox"
        : "/marketplace/requests";
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using MimeKit;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Sessions;
using Telehealth.Marketplace.Contracts;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Features.Feed;
using Telehealth.Notifications.Gateways;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Notifications;

/// <summary>What people get, as they get it.</summary>
public abstract class MessageSuite(Engine engine) : SessionsSuite(engine)
{
    [EngineFact]
    [Rule("MKT-21", Part = "invitation")]
    [Rule("MKT-21", Part = "no token")]
    [Rule("MKT-21", Part = "names-chosen")]
    public async Task Both_get_an_invitation_their_calendars_understand()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        foreach (var (person, http) in new[] { (Client, ClientHttp), (Provider, ProviderHttp) })
        {
            var mail = await Confirmation(person);
            var calendar = mail.Calendar!;
            ICalendarCheck.IsSound(calendar);
            calendar.ShouldContain("METHOD:REQUEST");
            calendar.ShouldContain("SEQUENCE:0");
            calendar.ShouldContain("ORGANIZER;CN=Telehealth:mailto:");
            mail.Attachments.Single().FileName.ShouldBe("invite.ics");
            var file = await App.Http.GetStringAsync(mail.Attachments.Single().Path);
            file.ShouldBe(calendar);
            var booking = (await Look(http, id)).Session.BookingId;
            if (PythonCalendar.Parse(calendar) is { } read)
            {
                read.ShouldContain($"REQUEST 1 Appointment {booking}@127.0.0.1 0");
                read.ShouldContain($"mailto:{person.Email}");
                read.Split("mailto:").Length.ShouldBe(2);
            }

            // Nothing that opens the room, folded or not; the page asks for sign-in.
            var whole = Unfolded(calendar);
            whole.ShouldNotContain("token", Case.Insensitive);
            whole.ShouldNotContain(await TokenOf(http, id));
            whole.ShouldContain($"/sessions/join?session={id}\r\n");
            var other = person == Client ? Provider : Client;
            whole.ShouldNotContain(person == Client ? "Nguyễn" : "Ana", Case.Sensitive);
            mail.Text!.ShouldContain("It says \"Appointment\" and names nobody you meet.");
            calendar.ShouldNotContain(other.Email);
            (mail.Text + mail.Html).ShouldNotContain(other.Email);
        }
    }

    [EngineFact]
    [Rule("MKT-21", Part = "names-chosen")]
    public async Task A_calendar_names_the_other_when_its_reader_chose_so_and_the_mail_says_the_same()
    {
        using var chosen = await ClientHttp.PutAsJsonAsync(
            "/api/v1/sessions/calendar-choice",
            new { namesOthers = true }
        );
        chosen.StatusCode.ShouldBe(HttpStatusCode.OK);
        var id = await Book(SoonestStart());
        var mine = await Confirmation(Client);
        Unfolded(mine.Calendar!).ShouldContain("SUMMARY:Appointment with Dr Þórunn Łucja Nguyễn");
        mine.Text!.ShouldContain("As you chose, it names Dr Þórunn Łucja Nguyễn.");
        ICalendarCheck.IsSound(mine.Calendar!);
        var theirs = await Confirmation(Provider);
        Unfolded(theirs.Calendar!).ShouldContain("SUMMARY:Appointment\r\n");
        Unfolded(theirs.Calendar!).ShouldNotContain("Ana", Case.Sensitive);
        foreach (var mail in new[] { mine, theirs })
        {
            mail.Subject.ShouldNotContain("Nguyễn");
            mail.Subject.ShouldNotContain("Ana");
        }

        var booking = (await Look(ClientHttp, id)).Session.BookingId;
        (
            await ClientHttp.PutAsJsonAsync("/api/v1/sessions/calendar-choice", new { namesOthers = false })
        ).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await App.Send(new CancelBooking(booking, CancelledBy.Provider))).Error.ShouldBeNull();
        await App.Drain(allowDead: true);
        var ended = (await MailsTo(Client)).Single(x => x.Subject.StartsWith("Your appointment is cancelled"));
        Unfolded(ended.Calendar!).ShouldNotContain("Nguyễn");
    }

    [EngineFact]
    [Rule("MKT-21", Part = "taken-back")]
    public async Task A_cancelled_session_takes_its_invitation_back_under_the_same_uid_and_reminds_nobody()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        var session = (await Look(ClientHttp, id)).Session;
        (await App.Send(new CancelBooking(session.BookingId, CancelledBy.Provider))).Error.ShouldBeNull();
        await App.Drain(allowDead: true);
        foreach (var person in new[] { Client, Provider })
        {
            var mail = (await MailsTo(person)).Single(x => x.Subject.StartsWith("Your appointment is cancelled"));
            ICalendarCheck.IsSound(mail.Calendar!);
            mail.Calendar!.ShouldContain("METHOD:CANCEL");
            mail.Calendar!.ShouldContain("STATUS:CANCELLED");
            mail.Calendar!.ShouldContain("SEQUENCE:1");
            mail.Calendar!.ShouldContain($"UID:{session.BookingId}@127.0.0.1");
        }

        await App.AdvanceTo(startsAt - Duration.FromHours(1));
        await App.Drain(allowDead: true);
        (await Reminders(Client)).ShouldBeEmpty();
    }

    [EngineFact]
    [Rule("NOT-01", Part = "in app")]
    [Rule("NOT-01", Part = "email")]
    public async Task The_client_hears_that_a_session_counts_as_not_held_and_why()
    {
        var startsAt = SoonestStart();
        var id = await Book(startsAt);
        await App.AdvanceTo(startsAt + Duration.FromMinutes(5));
        (await Post(ProviderHttp, $"sessions/{id}/technical-failure")).EnsureSuccessStatusCode();
        await App.Drain(allowDead: true);
        var mail = (await MailsTo(Client)).Single(x => x.Subject.StartsWith("Your appointment was not held"));
        mail.Text!.ShouldContain("The line or a device failed. Whatever was set aside for it is yours again.");
        (await Feed(ClientHttp)).Items.ShouldContain(x => x.Title == "Your appointment was not held");
    }

    [EngineFact]
    [Rule("MKT-21", Part = "reminder")]
    public async Task Both_are_reminded_a_day_and_an_hour_before()
    {
        var startsAt = SoonestStart();
        await Book(startsAt);
        await App.AdvanceTo(startsAt - Duration.FromHours(25));
        (await Reminders(Client)).ShouldBeEmpty();
        await App.AdvanceTo(startsAt - Duration.FromHours(24));
        await App.Drain(allowDead: true);
        (await Reminders(Client)).ShouldBe(["Your appointment tomorrow"]);
        await App.AdvanceTo(startsAt - Duration.FromHours(1));
        await App.Drain(allowDead: true);
        (await Reminders(Client)).ShouldBe(["Your appointment in an hour", "Your appointment tomorrow"], true);
        (await Reminders(Provider)).Count.ShouldBe(2);
    }

    [EngineFact]
    [Rule("NOT-01", Part = "email")]
    [Rule("NOT-01", Part = "nothing clinical")]
    public async Task A_mail_is_in_the_readers_zone_names_are_safe_and_nothing_clinical_is_in_it()
    {
        await Book(new LocalDateTime(2031, 6, 3, 9, 0).InUtc().ToInstant());
        var toClient = await Confirmation(Client);
        toClient.Text!.ShouldContain("Tuesday 3 June 2031, 10:00 (London time)");
        toClient.Text!.ShouldContain("Dr Þórunn Łucja Nguyễn");
        (toClient.Subject + toClient.Text + toClient.Html).ShouldNotContain("Individual session");
        var toProvider = await Confirmation(Provider);
        toProvider.Text!.ShouldContain("Tuesday 3 June 2031, 11:00 (Warsaw time)");
        toProvider.ToNames.ShouldBe(["Dr Þórunn Łucja Nguyễn"]);
        toProvider.Html!.ShouldContain("Ana &lt;b&gt;Client&lt;/b&gt;");
        toProvider.Html!.ShouldNotContain("<b>");

        using var raw = await App.Http.GetAsync($"/dev/mail/messages/{toProvider.Name}");
        var message = await MimeMessage.LoadAsync(await raw.Content.ReadAsStreamAsync());
        var mixed = message.Body.ShouldBeOfType<Multipart>();
        var parts = mixed[0].ShouldBeAssignableTo<MultipartAlternative>()!;
        parts.Select(x => x.ContentType.MimeType).ShouldBe(["text/plain", "text/html", "text/calendar"]);
        parts[2].ContentType.Parameters["method"].ShouldBe("REQUEST");
        parts[2].ContentType.Charset.ShouldBe("utf-8");
    }

    [EngineFact]
    [Rule("NOT-01", Part = "in app")]
    [Rule("NOT-01", Part = "preferences")]
    public async Task People_choose_their_ways_but_invitations_always_come_by_mail()
    {
        using var now = await ClientHttp.GetAsync("/api/v1/notifications/preferences");
        using var change = new HttpRequestMessage(HttpMethod.Put, "/api/v1/notifications/preferences")
        {
            Content = JsonContent.Create(
                new
                {
                    topics = new[]
                    {
                        new
                        {
                            topic = "sessions",
                            email = false,
                            sms = false,
                            inApp = false,
                        },
                    },
                }
            ),
        };
        (
            await ClientHttp.PutAsJsonAsync("/api/v1/notifications/preferences", new { topics = Array.Empty<int>() })
        ).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        change.Headers.IfMatch.Add(now.Headers.ETag!);
        (await ClientHttp.SendAsync(change)).StatusCode.ShouldBe(HttpStatusCode.OK);
        await Book(SoonestStart());
        (await Confirmation(Client)).ShouldNotBeNull();
        (await Feed(ClientHttp)).Items.ShouldBeEmpty();
        (await Feed(ProviderHttp)).Items.Count.ShouldBe(1);
    }

    [EngineFact]
    public async Task Notifications_are_counted_until_they_are_read_and_nobody_reads_anothers()
    {
        await Book(SoonestStart());
        var feed = await Feed(ClientHttp);
        feed.Unread.ShouldBe(1);
        var item = feed.Items.Single();
        item.Title.ShouldBe("Your appointment is confirmed");
        (await Post(ProviderHttp, $"notifications/{item.Id}/read")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Post(ClientHttp, $"notifications/{item.Id}/read")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Feed(ClientHttp)).Unread.ShouldBe(0);
        (await Feed(ProviderHttp)).Unread.ShouldBe(1);
    }

    private static string Unfolded(string calendar) => calendar.Replace("\r\n ", "", StringComparison.Ordinal);

    private async Task<MailAnswer> Confirmation(TestPerson person) =>
        (await MailsTo(person)).Single(x => x.Subject.StartsWith("Your appointment is confirmed"));

    private async Task<IReadOnlyList<string>> Reminders(TestPerson person) =>
        [
            .. (await MailsTo(person))
                .Select(x => x.Subject)
                .Where(x => x is "Your appointment tomorrow" or "Your appointment in an hour"),
        ];

    private static async Task<NotificationPage> Feed(HttpClient http) =>
        (await http.GetFromJsonAsync<NotificationPage>("/api/v1/notifications", ApiJson.Options))!;
}

public sealed class SqliteMessages() : MessageSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresMessages() : MessageSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerMessages() : MessageSuite(Engine.SqlServer);

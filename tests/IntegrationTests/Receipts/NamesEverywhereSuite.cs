using System.Text;
using System.Text.Json;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Notifications;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;
using UglyToad.PdfPig;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Names of every served language, and of others, through everything that leaves the house.</summary>
public abstract class NamesEverywhereSuite(Engine engine) : ReceiptsSuite(engine)
{
    private const string Lost = "\uFFFD";

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task No_document_mail_calendar_or_file_shows_a_sign_in_place_of_a_name()
    {
        var provider = await App.ListedProvider("Þórdís d’Arcy-Łącka");
        var names = WorldNames.Carried.Select(x => (Name: x, InLatin: (string?)null));
        var people = new List<(Player Player, string Name, string Printed)>();
        foreach (var (name, latin) in names.Concat(WorldNames.NotCarried.Select(x => (x.Name, (string?)x.InLatin))))
        {
            var player = await App.FundedClient(10_000, name, latin);
            await App.Book(player, provider, App.Slot(2 + (people.Count / 10), 9 + (people.Count % 10)));
            await Post(client: new Reader(player.Person, player.Api));
            people.Add((player, name.Normalize(NormalizationForm.FormC), (latin ?? name).Normalize()));
        }

        await App.Drain();
        foreach (var (player, name, printed) in people)
        {
            await Receipt(new Reader(player.Person, player.Api), printed);
            await Mails(player.Person, name);
        }

        await Mails(provider.Person, "Þórdís d’Arcy-Łącka");
        var feed = await TelehealthApp.Post(provider.Api, "sessions/calendar-feed", new { });
        var calendar = await App.Http.GetStringAsync(feed.GetProperty("url").GetString());
        calendar.ShouldNotContain(Lost);
        ICalendarCheck.IsSound(calendar);
        (await App.Send(new ExportLedger())).Value.Text.ShouldNotContain(Lost);
    }

    private static async Task Receipt(Reader reader, string printed)
    {
        var receipt = (await Documents(reader)).ShouldHaveSingleItem();
        (await Get(reader, $"documents/{Id(receipt)}")).GetProperty("customer").GetString().ShouldBe(printed);
        using var file = await reader.Http.GetAsync($"api/v1/receipts/documents/{Id(receipt)}/file");
        file.Content.Headers.ContentDisposition!.FileName.ShouldNotBeNull().ShouldMatch("^[A-Za-z0-9._-]+$");
        using var pdf = PdfDocument.Open(await file.Content.ReadAsByteArrayAsync());
        var html = await reader.Http.GetStringAsync($"api/v1/receipts/documents/{Id(receipt)}/html");
        foreach (var text in (string[])[pdf.GetPage(1).Text, System.Net.WebUtility.HtmlDecode(html)])
        {
            text.ShouldContain(printed);
            text.ShouldNotContain(Lost);
        }
    }

    private async Task Mails(TestPerson person, string name)
    {
        var to = Uri.EscapeDataString(person.Email);
        var mails = await TelehealthApp.Read(await App.Http.GetAsync($"/dev/mail/messages?to={to}"));
        mails.GetArrayLength().ShouldBeGreaterThan(0);
        mails.GetRawText().ShouldNotContain("\\ufffd", Case.Insensitive);
        foreach (var mail in mails.EnumerateArray())
        {
            mail.GetProperty("toNames")[0].GetString().ShouldBe(name);
            Texts(mail).ShouldAllBe(x => !x.Contains(Lost));
            mail.GetProperty("text").GetString()!.ShouldContain(name);
            if (mail.GetProperty("calendar").GetString() is { } calendar)
            {
                ICalendarCheck.IsSound(calendar);
            }

            foreach (var file in mail.GetProperty("attachments").EnumerateArray())
            {
                file.GetProperty("fileName").GetString()!.ShouldMatch("^[A-Za-z0-9._-]+$");
            }
        }
    }

    private static IEnumerable<string> Texts(JsonElement mail) =>
        new[] { "subject", "text", "html", "calendar" }.Select(x => mail.GetProperty(x).GetString()).OfType<string>();
}

public sealed class SqliteNamesEverywhere() : NamesEverywhereSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresNamesEverywhere() : NamesEverywhereSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerNamesEverywhere() : NamesEverywhereSuite(Engine.SqlServer);

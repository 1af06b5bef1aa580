using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Notifications;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Sessions;

/// <summary>A provider's private calendar address.</summary>
public abstract class CalendarFeedSuite(Engine engine) : SessionsSuite(engine)
{
    [EngineFact]
    [Rule("MKT-21", Part = "feed")]
    [Rule("MKT-21", Part = "no token")]
    [Rule("MKT-21", Part = "names-chosen")]
    public async Task A_provider_subscribes_to_its_calendar_until_it_revokes_the_address()
    {
        var id = await Book(SoonestStart());
        await Refused(Post(ClientHttp, "sessions/calendar-feed"), 403, "forbidden");
        var url = await NewAddress();
        var answer = await App.Http.GetAsync(url);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("text/calendar");
        var text = await answer.Content.ReadAsStringAsync();
        text.ShouldContain("METHOD:PUBLISH");
        text.ShouldContain("REFRESH-INTERVAL;VALUE=DURATION:PT1H");
        text.ShouldContain("SUMMARY:Appointment");
        var whole = text.Replace("\r\n ", "", StringComparison.Ordinal);
        whole.ShouldNotContain("Ana");
        whole.ShouldNotContain("token", Case.Insensitive);
        whole.ShouldNotContain(await TokenOf(ProviderHttp, id));
        whole.ShouldContain($"/sessions/join?session={id}\r\n");
        ICalendarCheck.IsSound(text);
        PythonCalendar.Parse(text)?.ShouldContain("PUBLISH 1 Appointment");

        using var again = new HttpRequestMessage(HttpMethod.Get, url);
        again.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await App.Http.SendAsync(again)).StatusCode.ShouldBe(HttpStatusCode.NotModified);
        await Book(SoonestStart() + Duration.FromHours(3));
        using var changed = new HttpRequestMessage(HttpMethod.Get, url);
        changed.Headers.IfNoneMatch.Add(answer.Headers.ETag!);
        (await App.Http.SendAsync(changed)).StatusCode.ShouldBe(HttpStatusCode.OK);

        // The names the provider chose to see, in its own calendar alone; and not any more when it chose otherwise.
        foreach (var named in new[] { true, false })
        {
            (
                await ProviderHttp.PutAsJsonAsync("/api/v1/sessions/calendar-choice", new { namesOthers = named })
            ).StatusCode.ShouldBe(HttpStatusCode.OK);
            var read = (await App.Http.GetStringAsync(url)).Replace("\r\n ", "", StringComparison.Ordinal);
            read.Contains("SUMMARY:Appointment with Ana <b>Client</b>", StringComparison.Ordinal).ShouldBe(named);
            ICalendarCheck.IsSound(await App.Http.GetStringAsync(url));
        }

        var second = await NewAddress();
        second.ShouldNotBe(url);
        (await App.Http.GetAsync(url)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await App.Http.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await ProviderHttp.DeleteAsync("/api/v1/sessions/calendar-feed")).StatusCode.ShouldBe(
            HttpStatusCode.NoContent
        );
        (await App.Http.GetAsync(second)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await ProviderHttp.GetAsync("/api/v1/sessions/calendar-feed")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<string> NewAddress()
    {
        using var answer = await Post(ProviderHttp, "sessions/calendar-feed");
        answer.StatusCode.ShouldBe(HttpStatusCode.Created);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("url").GetString()!;
    }
}

public sealed class SqliteCalendarFeed() : CalendarFeedSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresCalendarFeed() : CalendarFeedSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerCalendarFeed() : CalendarFeedSuite(Engine.SqlServer);

using System.Net;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>A partner books visits for those it insures, through the API.</summary>
public abstract class PartnerSuite(Engine engine) : PartnerStage(engine)
{
    private const int Crowd = 20;

    [EngineFact]
    [Rule("HUB-09", Part = "package")]
    [Rule("HUB-09", Part = "known-again")]
    public async Task An_insured_person_is_known_again_by_policy_and_birth_date_and_each_consent_gives_once()
    {
        var id = await Register();
        (await Register(Insured(name: "Ánh Nguyen"))).ShouldBe(id);
        var again = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        again.GetProperty("visitsAvailable").GetInt64().ShouldBe(5);
        var more = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured(consent: "C-2", visits: 2));
        more.GetProperty("visitsAvailable").GetInt64().ShouldBe(7);
        Text(more, "insuredId").ShouldBe(id);
        await Refused(Send("hubs/partner/insured", Insured(visits: 2)), 409, "hubs.package-differs");
        await Refused(Send("hubs/partner/insured", Insured(policy: "P", visits: 3)), 400, "hubs.package-unknown");
        await Refused(Send("hubs/partner/insured", Insured(country: "DE")), 422, "hubs.not-covered");
        (await Register(Insured(born: "1980-05-05"))).ShouldNotBe(id);
        (await Register(Insured(policy: "POL-2"))).ShouldNotBe(id);

        var (other, _) = await NewPartner("southern");
        (await Register(partner: other)).ShouldNotBe(id);
        await Refused(TryVisit(id, App.Slot(), api: other), 404, "hubs.insured-not-found");
        var client = await App.Client(await App.SignUpClient());
        await Refused(Send("hubs/partner/insured", Insured(), client), 403, "hubs.partner-only");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("RCP-06", Part = "letters")]
    public async Task A_name_documents_cannot_carry_is_refused_by_field_unless_it_is_given_in_latin_letters_too()
    {
        foreach (var (name, latin) in WorldNames.NotCarried)
        {
            using var bare = await Send("hubs/partner/insured", Insured(policy: latin, name: name));
            bare.StatusCode.ShouldBe(HttpStatusCode.BadRequest, name);
            (await bare.Content.ReadAsStringAsync()).ShouldContain("\"nameOnDocuments\"");
            using var same = await Send("hubs/partner/insured", Insured(policy: latin, name: name, latin: name));
            same.StatusCode.ShouldBe(HttpStatusCode.BadRequest, name);
            var id = await Register(Insured(policy: latin, name: name, latin: latin));
            var card = (await App.Send(new GetPerson(new PersonId(Guid.Parse(id))))).Value;
            (card.DisplayName, card.PrintedName).ShouldBe((name.Normalize(), latin));
        }

        using var lost = await Send("hubs/partner/insured", Insured(name: "Ana\uFFFD", latin: "Ana"));
        lost.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [EngineFact]
    [Rule("HUB-09", Part = "package")]
    [Rule("HUB-09", Part = "known-again")]
    public async Task Told_many_times_at_once_a_person_is_one_and_has_one_package()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Crowd).Select(_ => Send("hubs/partner/insured", Insured(), Partner))
        );
        answers.ShouldAllBe(x =>
            x.IsSuccessStatusCode
            || x.StatusCode == HttpStatusCode.ServiceUnavailable
            || x.StatusCode == HttpStatusCode.Conflict
        );
        var after = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        after.GetProperty("visitsAvailable").GetInt64().ShouldBe(5);
    }

    [EngineFact]
    [Rule("HUB-09", Part = "books")]
    [Rule("HUB-10", Part = "drawn")]
    [Rule("HUB-10", Part = "replay")]
    [Rule("HUB-10", Part = "named")]
    public async Task A_first_visit_is_drawn_and_replayed_and_a_later_one_may_name_its_provider()
    {
        var (one, two) = (await Member(), await Member("Dr Łucja Nowak"));
        var insured = await Register();
        var at = App.Slot();
        await Refused(TryVisit(insured, at, one.Id), 422, "hubs.first-visit-is-drawn");
        var first = await Visit(insured, at);
        var provider = Text(first, "providerId");
        new[] { one.Id, two.Id }.ShouldContain(provider);

        var path = $"hubs/partner/bookings/{Text(first, "bookingId")}";
        var replay = await TelehealthApp.Get(Partner, $"{path}/assignment");
        Text(replay, "seed").Length.ShouldBe(64);
        replay.GetProperty("candidates").GetArrayLength().ShouldBe(2);
        replay.GetProperty("order")[0].GetString().ShouldBe(provider);
        replay.GetProperty("passedOver").GetArrayLength().ShouldBe(0);
        (await TelehealthApp.Get(Manager, $"{path}/assignment")).GetRawText().ShouldBe(replay.GetRawText());
        (await Manager.GetStringAsync("/hubs/programmes?view=all")).ShouldContain(Text(first, "number"));
        var page = WebUtility.HtmlDecode(
            await Manager.GetStringAsync($"/hubs/visits/{Text(first, "bookingId")}/assignment")
        );
        page.ShouldContain("Dr Łucja Nowak");
        page.ShouldContain(Text(replay, "seed"));

        // The other one is all that is left at that time; the time after, the first is named and has it.
        Text(await Visit(await Register(Insured(policy: "POL-2")), at), "providerId").ShouldNotBe(provider);
        await Refused(TryVisit(await Register(Insured(policy: "POL-3")), at), 409, "hubs.nobody-free");
        var later = await Visit(insured, at + Duration.FromHours(2), provider);
        Text(later, "providerId").ShouldBe(provider);
        await Refused(TryVisit(insured, at, provider), 409, "hubs.visit-overlaps");
        var outsider = await App.ListedProvider("Dr Out Sider");
        var free = at + Duration.FromHours(4);
        await Refused(TryVisit(insured, free, outsider.Id), 422, "hubs.provider-not-in-programme");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("WAL-05", Part = "booking")]
    public async Task Of_many_sends_under_one_key_one_visit_is_booked()
    {
        await Member();
        await Member("Dr Łucja Nowak");
        var insured = await Register();
        var answers = await Task.WhenAll(
            Enumerable.Range(0, Crowd).Select(_ => TryVisit(insured, App.Slot(), key: "one"))
        );
        var bodies = new HashSet<string>();
        foreach (var answer in answers.Where(x => x.StatusCode != HttpStatusCode.ServiceUnavailable))
        {
            bodies.Add(await answer.Content.ReadAsStringAsync());
        }

        bodies.Count.ShouldBe(1);
        await App.Drain();
        var visits = await TelehealthApp.Get(Manager, $"hubs/programmes/{ProgrammeId}/visits");
        visits.GetProperty("items").GetArrayLength().ShouldBe(1);
        var left = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        left.GetProperty("visitsReserved").GetInt64().ShouldBe(1);
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-11", Part = "four hours")]
    public async Task A_visit_is_booked_four_hours_ahead_and_no_sooner()
    {
        await Member();
        var insured = await Register();
        var soonest = App.Slot(days: 2, hour: 12);
        await App.AdvanceTo(soonest - Duration.FromMinutes(235));
        await Refused(TryVisit(insured, soonest), 422, "hubs.visit-too-soon");
        await Visit(insured, soonest + Duration.FromMinutes(10));
    }

    [EngineFact]
    [Rule("HUB-13", Part = "cancel")]
    [Rule("HUB-13", Part = "too late")]
    public async Task A_partner_cancels_up_to_four_hours_before_and_the_visit_goes_back()
    {
        await Member();
        var insured = await Register();
        var booking = Text(await Visit(insured, App.Slot()), "bookingId");
        await TelehealthApp.Post(Partner, $"hubs/partner/bookings/{booking}/cancel", new { });
        await App.Drain();
        var visit = await TelehealthApp.Get(Partner, $"hubs/partner/bookings/{booking}");
        Text(visit, "state").ShouldBe("cancelled");
        var left = await TelehealthApp.Post(Partner, "hubs/partner/insured", Insured());
        left.GetProperty("visitsAvailable").GetInt64().ShouldBe(5);

        var late = Text(await Visit(insured, App.Slot(days: 3)), "bookingId");
        await App.AdvanceTo(App.Slot(days: 3) - Duration.FromMinutes(239));
        await Refused(Send($"hubs/partner/bookings/{late}/cancel", new { }), 409, "hubs.cancel-too-late");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-15", Part = "partner")]
    [Rule("HUB-15", Part = "contest")]
    [Rule("HUB-15", Part = "review")]
    public async Task The_partner_sees_the_calls_of_a_no_show_and_may_contest_for_five_days()
    {
        var provider = await Member();
        var insured = await Register();
        foreach (var day in new[] { 2, 2 })
        {
            var at = App.Slot(day);
            var booking = Text(await Visit(insured, at), "bookingId");
            await App.Drain();
            await Miss(provider, await App.SessionOf(provider, booking), at);
            var visit = await TelehealthApp.Get(Partner, $"hubs/partner/bookings/{booking}");
            Text(visit, "state").ShouldBe("noShow");
            visit.GetProperty("callAttempts").GetArrayLength().ShouldBe(3);
        }

        var visits = await TelehealthApp.Get(Manager, $"hubs/programmes/{ProgrammeId}/visits?view=open");
        var reviewed = visits.GetProperty("items")[0];
        reviewed.GetProperty("reviewOpenedAt").ValueKind.ShouldBe(JsonValueKind.String);
        var path = $"hubs/partner/bookings/{Text(reviewed, "bookingId")}/contest";
        await Refused(Send(path, new { Reason = "unheardOf" }), 400, "platform.malformed-request");
        var (other, _) = await NewPartner("southern");
        await Refused(Send(path, new { Reason = "nobodyCalled" }, other), 404, "hubs.visit-not-found");
        await App.Advance(Duration.FromDays(4));
        await TelehealthApp.Post(Partner, path, new { Reason = "nobodyCalled" });
        await App.Advance(Duration.FromDays(2));
        await TelehealthApp.Post(Partner, path, new { Reason = "nobodyCalled" });
        await Refused(Send(path, new { Reason = "wrongNumber" }), 409, "hubs.contested-already");
        var close = $"hubs/visits/{Text(reviewed, "bookingId")}/close-review";
        await Refused(Send(close, new { }), 403, "forbidden");
        await TelehealthApp.Post(Manager, close, new { });
        await TelehealthApp.Post(Manager, close, new { });
        await Refused(
            TelehealthApp.Send(Manager, HttpMethod.Get, $"hubs/programmes/{ProgrammeId}/visits?view=lost"),
            400,
            "hubs.view-unknown"
        );
        var left = await TelehealthApp.Get(Manager, $"hubs/programmes/{ProgrammeId}/visits?view=open");
        left.GetProperty("items").GetArrayLength().ShouldBe(0);

        var ahead = Text(await Visit(insured, App.Slot(9)), "bookingId");
        await App.Drain();
        var early = $"hubs/partner/bookings/{ahead}/contest";
        await Refused(Send(early, new { Reason = "nobodyCalled" }), 409, "hubs.visit-not-a-no-show");
        await Refused(Send($"hubs/visits/{ahead}/close-review", new { }, Manager), 409, "hubs.nothing-to-review");
        await Refused(Send("hubs/partner/insured", Insured("POL-9", "1850-01-01")), 400, "hubs.birth-date-unlikely");
        await App.ShouldVerify();
    }

    [EngineFact]
    [Rule("HUB-22", Part = "provider")]
    [Rule("HUB-22", Part = "concierge")]
    public async Task Anybody_but_the_partner_is_refused_and_shown_the_line_to_call()
    {
        var provider = await Member();
        var insured = await Register();
        var concierge = await App.Client(await App.Staff(Roles.Concierge));
        foreach (var api in new[] { provider.Api, concierge })
        {
            using var refused = await TryVisit(insured, App.Slot(), api: api);
            refused.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            using var problem = JsonDocument.Parse(await refused.Content.ReadAsStringAsync());
            Text(problem.RootElement, "code").ShouldBe("hubs.partner-books");
            Text(problem.RootElement, "line").ShouldBe(Line);
        }

        var byConcierge = new
        {
            MemberId = insured,
            ProviderId = provider.Id,
            ServiceId = provider.Service,
            Mode = "video",
            StartsAt = InstantPattern.ExtendedIso.Format(App.Slot()),
        };
        var asked = Send("marketplace/concierge/bookings", byConcierge, concierge);
        await Refused(asked, 422, "marketplace.partner-books");
        await Refused(TelehealthApp.Send(Partner, HttpMethod.Get, "wallet/balance"), 403, "wallet.no-wallet");
        await Refused(Send("hubs/memberships", new { WorkEmail = "jo@acme.example" }), 403, "hubs.only-people");
        var stranger = await App.Client(await App.SignUpClient());
        await Refused(TryVisit(insured, App.Slot(), api: stranger), 404, "hubs.insured-not-found");
    }

    [EngineFact]
    public async Task A_programme_is_for_its_manager_and_joined_by_invitation_only()
    {
        var provider = await App.ListedProvider();
        await Refused(Send($"hubs/programmes/{ProgrammeId}/accept", new { }, provider.Api), 404, "hubs.not-invited");
        await Refused(Send("hubs/programmes", ProgrammeOf("mine", "partner-x"), provider.Api), 403, "forbidden");
        await Refused(
            Send("hubs/programmes", ProgrammeOf("nordica", "partner-x"), Manager),
            409,
            "hubs.programme-exists"
        );
        var path = $"hubs/programmes/{ProgrammeId}/providers";
        await Refused(Send(path, new { ProviderId = Ids.New() }, Manager), 404, "hubs.provider-unknown");
        await TelehealthApp.Post(Manager, path, new { ProviderId = provider.Id });
        var mine = await TelehealthApp.Get(provider.Api, "hubs/programmes/mine");
        Text(mine.GetProperty("items")[0], "state").ShouldBe("invited");
        await TelehealthApp.Post(provider.Api, $"hubs/programmes/{ProgrammeId}/leave", new { });
        var all = await TelehealthApp.Get(Manager, "hubs/programmes");
        Text(all.GetProperty("items")[0].GetProperty("providers")[0], "state").ShouldBe("left");
    }

    private Task<HttpResponseMessage> Send(string path, object body, HttpClient? api = null) =>
        TelehealthApp.Send(api ?? Partner, HttpMethod.Post, path, body, TelehealthApp.NewKey());
}

public sealed class SqlitePartnerTests() : PartnerSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPartnerTests() : PartnerSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPartnerTests() : PartnerSuite(Engine.SqlServer);

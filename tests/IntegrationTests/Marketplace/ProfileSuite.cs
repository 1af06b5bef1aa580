using System.Net;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Profiles, clearance and services.</summary>
public abstract class ProfileSuite(Engine engine) : MarketplaceSuite(engine)
{
    [EngineFact]
    [Rule("MKT-01", Part = "completeness")]
    public async Task A_profile_says_how_complete_it_is_and_below_the_threshold_it_is_not_reviewed_nor_listed()
    {
        var http = await App.Client(await App.SignUpProvider());
        var thin = new ProfileBody("Pat", "therapy", "Europe/London", Video);
        var answer = await Success<MyProfileAnswer>(await Put(http, "marketplace/providers/me/profile", thin));
        answer.CompletenessPercent.ShouldBe(30);
        answer.Listed.ShouldBeFalse();
        answer.Missing.ShouldBe([
            "photo",
            "bio",
            "specialties",
            "languages",
            "qualifications",
            "jurisdictions",
            "billing",
        ]);
        var refused = await Post(http, "marketplace/providers/me/apply");
        (await Refusal(refused, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.profile-incomplete");
        var whole = await Put(http, "marketplace/providers/me/profile", Profile(), answer.Version);
        (await Success<MyProfileAnswer>(whole)).CompletenessPercent.ShouldBe(90);
        (await Success<MyProfileAnswer>(await Post(http, "marketplace/providers/me/apply"))).Applied.ShouldBeTrue();
    }

    [EngineFact]
    public async Task A_profile_is_changed_only_by_who_read_its_latest_version()
    {
        var http = await App.Client(await App.SignUpProvider());
        var first = await Success<MyProfileAnswer>(await Put(http, "marketplace/providers/me/profile", Profile()));
        var blind = await Put(http, "marketplace/providers/me/profile", Profile());
        blind.StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        var second = await Put(http, "marketplace/providers/me/profile", Profile(), first.Version);
        (await Success<MyProfileAnswer>(second)).Version.ShouldBe(first.Version + 1);
        var stale = await Put(http, "marketplace/providers/me/profile", Profile(), first.Version);
        stale.StatusCode.ShouldBe(HttpStatusCode.PreconditionFailed);
        var client = await App.Client(await App.SignUpClient());
        var forbidden = await Put(client, "marketplace/providers/me/profile", Profile());
        forbidden.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [EngineFact]
    public async Task Wrong_fields_are_named_and_nothing_is_stored()
    {
        var http = await App.Client(await App.SignUpProvider());
        var wrong = Profile("Mars/Olympus") with
        {
            PrimaryCategory = "sorcery",
            Languages = ["english"],
            DisplayName = "\u0000",
        };
        var response = await Put(http, "marketplace/providers/me/profile", wrong);
        var text = await response.Content.ReadAsStringAsync();
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        foreach (var field in new[] { "timeZone", "primaryCategory", "languages", "displayName" })
        {
            text.ShouldContain($"\"{field}\"");
        }

        (await http.GetAsync($"{Api}/marketplace/providers/me/profile")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [EngineFact]
    [Rule("MKT-02", Part = "listed")]
    [Rule("MKT-02", Part = "losing")]
    public async Task Only_a_cleared_provider_is_listed_and_booked_and_losing_clearance_flags_what_is_ahead()
    {
        var practice = await ListedProvider();
        var client = await NewClient();
        var at = Ahead(3);
        var request = await Ask(client, practice, at);
        var booking = await Accept(practice, request.Id, at);
        var waiting = await Ask(client, practice, Ahead(4));
        (await App.Http.GetAsync($"{Api}/marketplace/providers/{practice.Id}")).EnsureSuccessStatusCode();

        await Withdraw(practice.Id);
        var page = await App.Http.GetAsync($"{Api}/marketplace/providers/{practice.Id}");
        page.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Read<SearchAnswer>(App.Http, "marketplace/providers")).Total.ShouldBe(0);
        (await Refusal(await TryAsk(client, practice, Ahead(5)), HttpStatusCode.UnprocessableEntity)).ShouldBe(
            "marketplace.provider-not-bookable"
        );
        var accepting = await TryAccept(practice.Http, waiting.Id, Ahead(4));
        (await Refusal(accepting, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.provider-not-bookable");
        var flagged = await Read<BookingAnswer>(client, $"marketplace/bookings/{booking.BookingId}");
        flagged.InQuestion.ShouldBeTrue();
    }

    [EngineFact]
    [Rule("MKT-03", Part = "kept")]
    [Rule("MKT-03", Part = "prices")]
    public async Task A_service_has_prices_buffers_lead_time_and_horizon_and_is_changed_by_version()
    {
        var practice = await ListedProvider(service: Consultation(buffer: 10, lead: 120, horizon: 30));
        var path = $"marketplace/providers/me/services/{practice.Service}";
        var service = await Read<ServiceAnswer>(practice.Http, path);
        (service.BufferAfterMinutes, service.MinLeadMinutes, service.HorizonDays).ShouldBe((10, 120, 30));
        var changed = Consultation(minutes: 30) with
        {
            Prices = [new("video", Money.Gbp(4_000)), new("phone", Money.Gbp(3_500))],
        };
        (await Put(practice.Http, path, changed)).StatusCode.ShouldBe(HttpStatusCode.PreconditionRequired);
        var answer = await Success<ServiceAnswer>(await Put(practice.Http, path, changed, service.Version));
        answer.Prices.Select(x => (x.Mode, x.Price.Minor)).ShouldBe([("video", 4_000), ("phone", 3_500)]);
        var other = await App.Client(await App.SignUpProvider());
        (await Put(other, path, changed, answer.Version)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        var removed = await Versioned(practice.Http, HttpMethod.Delete, path, null, answer.Version);
        removed.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var left = await Read<Page<ServiceAnswer>>(practice.Http, "marketplace/providers/me/services");
        left.Items.ShouldBeEmpty();
    }

    [EngineFact]
    [Rule("MKT-03", Part = "limits")]
    public async Task Lead_time_and_horizon_bound_what_can_be_asked_for()
    {
        var practice = await ListedProvider(service: Consultation(lead: 24 * 60, horizon: 10));
        var client = await NewClient();
        var soon = await TryAsk(client, practice, Ahead(0, 23));
        (await Refusal(soon, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.too-soon");
        var far = await TryAsk(client, practice, Ahead(12));
        (await Refusal(far, HttpStatusCode.UnprocessableEntity)).ShouldBe("marketplace.beyond-horizon");
        var slots = await Slots(practice, App.Now, Ahead(20));
        slots[0].StartsAt.ShouldBeGreaterThanOrEqualTo(App.Now + NodaTime.Duration.FromHours(23));
        slots[^1].StartsAt.ShouldBeLessThanOrEqualTo(App.Now + NodaTime.Duration.FromDays(10));
    }
}

public sealed class ProfileOnSqlite() : ProfileSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ProfileOnPostgres() : ProfileSuite(Engine.Postgres);

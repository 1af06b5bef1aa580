using System.Net;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Who sees which time (MKT-07), and what other modules ask of it.</summary>
public abstract class VisibilitySuite(Engine engine) : ChannelSuite(engine)
{
    [EngineFact]
    [Rule("MKT-07", Part = "named hubs")]
    [Rule("MKT-07", Part = "off at once")]
    public async Task A_hub_sees_time_opened_to_it_until_the_provider_leaves()
    {
        var hours = new WeeklyHoursBody([
            .. Weekdays.Select(x => new WeeklyRuleBody(x, "09:00", "12:00", Video, ["marketplace", Hub])),
            .. Weekdays.Select(x => new WeeklyRuleBody(x, "13:00", "15:00", Video, [Hub])),
        ]);
        var practice = await ListedProvider();
        var calendar = await Read<CalendarAnswer>(practice.Http, "marketplace/providers/me/calendar");
        var early = await Put(practice.Http, "marketplace/providers/me/calendar/weekly", hours, calendar.Version);
        (await Refusal(early, HttpStatusCode.BadRequest)).ShouldBe("marketplace.channel-not-open");
        await PublishHub();
        await Access(practice, open: true);
        await SetHours(practice.Http, hours);
        (await HubSlots(practice)).ShouldNotBeEmpty();
        (await App.Send(Through("partner.other", App.Now, practice))).Error!.Code.ShouldBe(
            "marketplace.channel-closed"
        );
        await Access(practice, open: false);
        (await HubSlots(practice)).ShouldBeEmpty();
        var left = await Read<CalendarAnswer>(practice.Http, "marketplace/providers/me/calendar");
        left.Rules.ShouldAllBe(x => x.Channels!.Single() == "marketplace" && x.From == "09:00");
        (await Slots(practice, Ahead(1), Ahead(8))).ShouldNotBeEmpty();
    }

    [EngineFact]
    public async Task Who_is_free_is_asked_of_many_at_once()
    {
        var open = await Instantly();
        var booked = await Instantly();
        var closed = await Instantly(AllWeek("00:00", "06:00"));
        var at = Ahead(3);
        await Success<BookedAtOnce>(await TryBook(await NewClient(), booked, at));
        ProviderId[] all = [open.Id, booked.Id, closed.Id, ProviderId.Of(new PersonId(Ids.New()))];
        var ask = new FindFree(all, "marketplace.private", Shape(), at);
        (await App.Send(ask)).Value.ShouldBe([open.Id]);
        (await App.Send(ask with { OpensTime = true })).Value.ShouldBe([open.Id, closed.Id]);
        var cards = (await App.Send(new ListProviderCards(all))).Value;
        cards.Select(x => x.ProviderId).ShouldBe([open.Id, booked.Id, closed.Id]);
        cards.ShouldAllBe(x => x.Listed && x.DisplayName == "Dr. Łucja Nowak");
    }

    [EngineFact]
    public async Task A_published_policy_version_never_changes()
    {
        await PublishHub();
        await PublishHub();
        var changed = await App.Send(new PublishChannelPolicy(HubPolicy() with { CommissionBasisPoints = 1 }));
        changed.Error!.Code.ShouldBe("marketplace.policy-immutable");
        (await App.Send(new GetChannelPolicy(Hub, 1))).Value.ShouldBe(HubPolicy());
    }
}

public sealed class VisibilityOnSqlite() : VisibilitySuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class VisibilityOnPostgres() : VisibilitySuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class VisibilityOnSqlServer() : VisibilitySuite(Engine.SqlServer);

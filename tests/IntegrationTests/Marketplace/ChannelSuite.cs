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

/// <summary>What suites of channels share: a provider open to instant booking, and a hub that sees its time.</summary>
public abstract class ChannelSuite(Engine engine) : MarketplaceSuite(engine)
{
    protected const string Hub = "hub.acme";

    protected Task<Practice> Instantly(WeeklyHoursBody? hours = null) =>
        ListedProvider(service: Consultation() with { Instant = true }, hours: hours);

    protected static Task<HttpResponseMessage> TryBook(
        HttpClient client,
        Practice practice,
        Instant at,
        string? key = null
    ) => Post(client, "marketplace/bookings", new InstantBookingBody(practice.Id, practice.Service, "video", at), key);

    protected static SessionShape Shape() => new("Consultation", "video", 50, 0, Money.Gbp(6_500));

    protected static BookAtOnce Through(string channel, PersonId client, Practice practice, Instant at) =>
        new(
            new BookingRequestId(Ids.New()),
            client,
            practice.Id,
            channel,
            Shape(),
            at,
            CoverFunding.OwnWallet,
            OpensTime: channel == "quick-connect"
        );

    protected BookAtOnce Through(string channel, Instant now, Practice practice) =>
        Through(channel, new PersonId(Ids.New()), practice, Ahead(3));

    protected static ChannelPolicy HubPolicy(string channel = Hub) =>
        new(
            channel,
            1,
            "Acme wellbeing",
            SupplyModel.Agency,
            2_000,
            2_000,
            60,
            15,
            60,
            50,
            48,
            ChannelTerms.Usual with
            {
                LeadMinutes = 0,
            }
        );

    /// <summary>The pool has published its own policy when the host started.</summary>
    protected async Task PublishHub() => (await App.Send(new PublishChannelPolicy(HubPolicy()))).Error.ShouldBeNull();

    protected async Task Access(Practice practice, bool open) =>
        (await App.Send(new SetChannelAccess(practice.Id, Hub, open))).Error.ShouldBeNull();

    protected async Task OpenHub(Practice practice)
    {
        await PublishHub();
        await Access(practice, open: true);
        var rules = AllWeek().Rules.Select(x => x with { Channels = ["marketplace", Hub] });
        await SetHours(practice.Http, new WeeklyHoursBody([.. rules]));
    }

    protected async Task<IReadOnlyList<Instant>> HubSlots(Practice practice) =>
        (await App.Send(new ListChannelSlots(practice.Id, Hub, Shape(), Ahead(1), Ahead(8)))).Value;
}

using System.Net;
using System.Text.Json;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Features.Policies;
using Telehealth.Marketplace.Features.Providers;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Marketplace;

/// <summary>Whom a session is bought from: the provider itself, or the platform's programme.</summary>
public abstract class ServiceChannelSuite(Engine engine) : MarketplaceSuite(engine)
{
    private const string Mine = "marketplace/providers/me/services";

    [EngineFact]
    [Rule("MKT-04", Part = "by-channel")]
    public async Task The_take_home_follows_the_channel_the_request_was_made_under()
    {
        var practice = await ListedProvider(service: Consultation() with { Channel = TelehealthApp.Programme });
        var client = await NewClient();
        var request = await Ask(client, practice, Ahead(3));
        var path = $"{Mine}/{practice.Service}";
        var version = (await Read<ServiceAnswer>(practice.Http, path)).Version;
        await Success<ServiceAnswer>(await Put(practice.Http, path, Consultation(), version));
        var later = await Ask(client, practice, Ahead(4));

        var waiting = await Read<Page<ProviderRequestAnswer>>(
            practice.Http,
            "marketplace/providers/me/booking-requests"
        );
        var seen = waiting.Items.ToDictionary(x => x.Id);
        TakeHome(seen[request.Id]).ShouldBe((1_625, 0, 4_875, "Telehealth programme"));
        TakeHome(seen[later.Id]).ShouldBe((1_083, 217, 5_200, "Private session"));
        var booking = await Accept(practice, request.Id, Ahead(3));
        var booked = await Read<BookingAnswer>(client, $"marketplace/bookings/{booking.BookingId}");
        booked.Channel.ShouldBe(TelehealthApp.Programme);
    }

    [EngineFact]
    public async Task A_client_sees_who_sells_before_asking()
    {
        var practice = await ListedProvider();
        var body = Consultation() with { Channel = TelehealthApp.Programme };
        var offered = await Success<ServiceAnswer>(await Post(practice.Http, Mine, body));
        var provider = await Read<ProviderAnswer>(App.Http, $"marketplace/providers/{practice.Id}");
        provider
            .Services.Select(x => (x.Channel, x.ChannelLabel, x.SupplyModel))
            .ShouldBe([
                (TelehealthApp.Private, "Private session", SupplyModel.Agency),
                (TelehealthApp.Programme, "Telehealth programme", SupplyModel.PlatformSupplied),
            ]);
        offered.Sale.ShouldStartWith("Sold by Telehealth and held by the provider.");
        var found = await Read<SearchAnswer>(App.Http, "marketplace/providers?q=nowak");
        found.Items.Single().Channels.Select(x => x.Channel).ShouldBe([TelehealthApp.Private, TelehealthApp.Programme]);
    }

    [EngineFact]
    public async Task A_provider_chooses_among_the_open_channels_and_no_other()
    {
        var practice = await ListedProvider();
        var open = await Read<ChannelsAnswer>(practice.Http, "marketplace/channels");
        open.Items.Select(x => (x.Channel, x.CommissionBasisPoints, x.EarningDelayHours))
            .ShouldBe([(TelehealthApp.Private, 2_000, 48), (TelehealthApp.Programme, 2_500, 72)]);
        open.Items.ShouldAllBe(x => x.Meaning.Contains($"{x.CommissionBasisPoints / 100} %"));
        var client = await NewClient(0);
        (await client.GetAsync($"{Api}/marketplace/channels")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        foreach (var unknown in new[] { "", "marketplace.Private", "hub.acme", new string('ż', 5_000), "a\0b" })
        {
            var answer = await Post(practice.Http, Mine, Consultation() with { Channel = unknown });
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
            problem.RootElement.GetProperty("code").GetString().ShouldBe("marketplace.channel-unknown");
            problem.RootElement.GetProperty("errors").GetProperty("channel").GetArrayLength().ShouldBe(1);
        }
    }

    [EngineFact]
    public async Task A_service_cannot_be_asked_for_under_another_channels_terms()
    {
        var practice = await ListedProvider(service: Consultation() with { Channel = TelehealthApp.Programme });
        var client = await NewClient();
        var body = new
        {
            ProviderId = practice.Id.ToString(),
            ServiceId = practice.Service.ToString(),
            Mode = "video",
            Times = (string[])[InstantPattern.ExtendedIso.Format(Ahead(3))],
            Channel = TelehealthApp.Private,
            PolicyId = TelehealthApp.Private,
        };
        var answer = await Post(client, "marketplace/booking-requests", body);
        if (answer.StatusCode != HttpStatusCode.BadRequest)
        {
            var request = await Success<BookingRequestedAnswer>(answer);
            var seen = await Read<BookingRequestAnswer>(practice.Http, $"marketplace/booking-requests/{request.Id}");
            seen.ForProvider!.Channel.ShouldBe(TelehealthApp.Programme);
        }
    }

    private static (long Kept, long Vat, long Share, string Label) TakeHome(ProviderRequestAnswer request) =>
        (
            request.TakeHome.CommissionNet.Minor,
            request.TakeHome.CommissionVat.Minor,
            request.TakeHome.ProviderShare.Minor,
            request.ChannelLabel
        );
}

public sealed class ChannelOnSqlite() : ServiceChannelSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class ChannelOnPostgres() : ServiceChannelSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class ChannelOnSqlServer() : ServiceChannelSuite(Engine.SqlServer);

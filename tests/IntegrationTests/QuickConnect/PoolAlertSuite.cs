using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.QuickConnect;

/// <summary>Being told by text message: seldom, not at night, and only where the number was proven.</summary>
public abstract class PoolAlertSuite(Engine engine) : PoolSuite(engine)
{
    private const string London = "Europe/London";

    [EngineFact]
    [Rule("QCP-02", Part = "sms")]
    [Rule("QCP-02", Part = "sms-rate")]
    [Rule("NOT-01", Part = "sms")]
    public async Task A_provider_who_is_there_gets_one_text_message_in_half_an_hour()
    {
        await App.AdvanceTo(TomorrowAt(12));
        var provider = await WithPhone(await App.ListedProvider());
        await GoOnline(provider, 12);
        var offline = await WithPhone(await App.ListedProvider("Ngô Bảo Châu"));
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(1);
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(1);
        await App.Advance(Duration.FromMinutes(31));
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(2);
        (await Texts(offline)).ShouldBe(0);
    }

    [EngineTheory]
    [InlineData(21, 1)]
    [InlineData(22, 0)]
    [InlineData(7, 0)]
    [InlineData(8, 1)]
    [Rule("QCP-02", Part = "sms-quiet-hours")]
    public async Task No_text_message_goes_at_night_in_the_providers_own_zone(int hour, int texts)
    {
        await App.AdvanceTo(TomorrowAt(hour));
        var provider = await WithPhone(await App.ListedProvider());
        await GoOnline(provider);
        await Place(await App.FundedClient());
        (await Texts(provider)).ShouldBe(texts);
        // The desk shows the request all the same.
        (await Waiting(provider)).Count.ShouldBe(1);
    }

    [EngineFact]
    [Rule("ACC-04", Part = "phone")]
    public async Task A_number_nobody_proved_gets_no_text_message()
    {
        await App.AdvanceTo(TomorrowAt(12));
        var unproven = await WithPhone(await App.ListedProvider(), proven: false);
        await GoOnline(unproven);
        await Place(await App.FundedClient(), Wish("anxiety", "Nie mogę spać"));
        (await Texts(unproven)).ShouldBe(0);
        var skipped = await Deliveries(unproven, DeliveryState.Skipped);
        skipped.ShouldBe(1);
    }

    [EngineFact]
    [Rule("QCP-02", Part = "sms-matching")]
    public async Task Who_cannot_help_is_not_told()
    {
        await App.AdvanceTo(TomorrowAt(12));
        var provider = await WithPhone(await App.ListedProvider());
        await GoOnline(provider);
        await Place(await App.FundedClient(), Wish("grief"));
        (await Texts(provider)).ShouldBe(0);
    }

    private Instant TomorrowAt(int hour)
    {
        var zone = DateTimeZoneProviders.Tzdb[London];
        return App.Now.InZone(zone).Date.PlusDays(1).At(new LocalTime(hour, 5)).InZoneLeniently(zone).ToInstant();
    }

    private async Task<ListedProvider> WithPhone(ListedProvider provider, bool proven = true)
    {
        const string Phone = "+447700900123";
        await (proven ? App.ProvePhone(provider.Api, Phone) : TelehealthApp.SavePhone(provider.Api, Phone));
        return provider;
    }

    private Task<int> Texts(Player provider) => Deliveries(provider, DeliveryState.Sent);

    private async Task<int> Deliveries(Player provider, DeliveryState state)
    {
        await App.Drain();
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<NotificationsDbContext>();
        var person = provider.Person.Id;
        return await db.Deliveries.CountAsync(x =>
            x.PersonId == person && x.Template == "pool-waiting" && x.State == state
        );
    }
}

public sealed class PoolAlertsOnSqlite() : PoolAlertSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PoolAlertsOnPostgres() : PoolAlertSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class PoolAlertsOnSqlServer() : PoolAlertSuite(Engine.SqlServer);

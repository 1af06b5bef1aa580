using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Api;

/// <summary>Bookings and calendars that make no sense.</summary>
public abstract partial class RefusalSuite
{
    [EngineFact]
    public async Task A_booking_nobody_can_mean_is_refused()
    {
        var provider = await App.ListedProvider();
        var client = await App.FundedClient(20_000);
        callers["funded"] = client.Api;
        var at = App.Slot(1);
        await Refuse([
            new("funded", "POST marketplace/booking-requests", Wish("in-person"), 422, "marketplace.no-price"),
        ]);
        var request = await App.Request(client, provider, at);
        await App.Advance(Duration.FromDays(3));
        await App.Drain();
        await Refuse([
            new(
                "funded",
                $"POST marketplace/booking-requests/{request}/broadcast",
                new { Ceiling = new { Amount = 7_000, Currency = "GBP" } },
                422,
                "marketplace.no-time-ahead"
            ),
        ]);
        await App.ShouldVerify();

        object Wish(string mode) =>
            new
            {
                ProviderId = provider.Id,
                ServiceId = provider.Service,
                Mode = mode,
                Times = (string[])[InstantPattern.ExtendedIso.Format(at)],
            };
    }

    [EngineFact]
    public async Task A_calendar_of_a_thousand_entries_takes_no_more()
    {
        var provider = await App.ListedProvider();
        callers["listed"] = provider.Api;
        var day = App.Now.InUtc().Date.PlusDays(7);
        var id = ProviderId.Of(provider.Person.Id);
        await App.Behind<MarketplaceDbContext>(db =>
        {
            var calendar = db.Calendars.Single(x => x.ProviderId == id);
            var blocks = Enumerable
                .Range(0, 1_000)
                .Select(x => day.PlusDays(x) + new LocalTime(12, 0))
                .Select(x => new Block(Ids.New(), x, x.PlusHours(1), BlockReason.Break));
            calendar.Change(calendar.Plan with { Blocks = [.. blocks] }, App.Now);
            return db.SaveChangesAsync();
        });
        var body = new
        {
            From = $"{day.PlusDays(2_000):uuuu-MM-dd}T12:00",
            To = $"{day.PlusDays(2_000):uuuu-MM-dd}T13:00",
            Reason = "break",
        };
        const string blocks = "marketplace/providers/me/calendar/blocks";
        await Refuse([new("listed", $"POST {blocks}", body, 422, "marketplace.calendar-full")]);
    }
}

using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Host.Cli;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Api;

/// <summary>The demo data of `dotnet run`: whole after the first start, unchanged by the second.</summary>
public sealed class SeedingTests
{
    private const string Key = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP";
    private const string Password = "calm-harbour-lantern";

    [Fact]
    public async Task A_newcomer_finds_a_week_that_was_lived_and_a_day_that_waits()
    {
        await using var app = await TelehealthApp.Start();
        var week = SeededWeek.Before(app.Services.GetRequiredService<SystemTime>().Now);
        await app.Clock.BeginAt(week.Begin, CancellationToken.None);
        for (var runs = 0; runs < 2; runs++)
        {
            await new Seeding(app.Services, _ => { }).Fill(CancellationToken.None);
        }

        using var amelia = await SignIn(app, SeededHistory.Amelia);
        var withdrawals = (await TelehealthApp.Get(amelia, "wallet/withdrawals")).GetProperty("items");
        withdrawals.EnumerateArray().Single().GetProperty("state").GetString().ShouldBe("scheduled");
        (await TelehealthApp.Get(amelia, "wallet/earnings")).GetProperty("items").GetArrayLength().ShouldBe(3);
        using var samuel = await SignIn(app, SeededHistory.Samuel);
        var asked = await TelehealthApp.Get(samuel, "marketplace/providers/me/booking-requests");
        asked.GetProperty("items").GetArrayLength().ShouldBe(1);
        using var anna = await SignIn(app, "anna@clients.telehealth.example");
        var hub = (await TelehealthApp.Get(anna, "hubs/mine")).EnumerateArray().Single();
        hub.GetProperty("available").GetInt32().ShouldBe(5);
        using var lead = await SignIn(app, "safeguarding@staff.telehealth.example", Key);
        (await TelehealthApp.Get(lead, "compliance/cases")).GetProperty("total").GetInt32().ShouldBe(1);
        using var manager = await SignIn(app, "programmes@staff.telehealth.example", Key);
        var programme = (await TelehealthApp.Get(manager, "hubs/programmes")).GetProperty("items")[0];
        var visits = $"hubs/programmes/{programme.GetProperty("id").GetString()}/visits";
        var states = (await TelehealthApp.Get(manager, visits)).GetProperty("items").EnumerateArray().Select(StateOf);
        states.ShouldBe(["noShow", "booked"], ignoreOrder: true);
        app.Clock.Offset.ShouldBeInRange(-Duration.FromMinutes(1), Duration.FromMinutes(1));
        await app.ShouldVerify();
    }

    [Fact]
    public async Task A_sandbox_that_stopped_in_its_past_goes_on_there_and_begins_only_once()
    {
        await using var app = await TelehealthApp.Start();
        var start = app.Now - Duration.FromDays(9);
        await app.Clock.BeginAt(start, CancellationToken.None);
        await app.Clock.BeginAt(start - Duration.FromDays(9), CancellationToken.None);
        await using var again = await app.Again();
        again.Clock.Offset.ShouldBeInRange(-Duration.FromHours(217), -Duration.FromHours(215));
        await again.AdvanceTo(start + Duration.FromDays(1));
        await app.Clock.Load(CancellationToken.None);
        app.Now.ShouldBeGreaterThanOrEqualTo(start + Duration.FromDays(1));
    }

    [Theory]
    [InlineData("2026-11-23", "2026-11-16")]
    [InlineData("2026-11-27", "2026-11-16")]
    [InlineData("2026-11-28", "2026-11-23")]
    [InlineData("2026-11-29", "2026-11-23")]
    public void The_week_before_is_the_one_that_is_paid_on_the_coming_friday(string today, string monday)
    {
        var noon = LocalDatePattern.Iso.Parse(today).Value.At(new LocalTime(12, 0)).InUtc().ToInstant();
        var week = SeededWeek.Before(noon);
        LocalDatePattern.Iso.Format(week.Monday).ShouldBe(monday);
        week.End.ShouldBeLessThan(noon);
        SeededWeek.Of(week.Begin).ShouldBe(week);
        SeededWeek.Of(week.End).ShouldBe(week);
    }

    private static string? StateOf(JsonElement visit) => visit.GetProperty("state").GetString();

    private static async Task<HttpClient> SignIn(TelehealthApp app, string email, string? key = null)
    {
        var person = (await app.Send(new FindPerson(email))).Value;
        return await app.Client(new TestPerson(person, email, Password, key));
    }
}

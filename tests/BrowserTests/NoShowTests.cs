using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;

namespace Telehealth.BrowserTests;

/// <summary>A partner's visit nobody comes to: from the first call to the manager's last word.</summary>
[Collection(SecondWorkplaceCollection.Name)]
public sealed class NoShowTests(Workplace workplace)
{
    private TelehealthApp App => workplace.App;

    [ChromiumFact]
    public async Task Calls_are_logged_a_no_show_is_marked_contested_and_let_stand()
    {
        await using var mina = await workplace.VisitAs(Roles.ProgrammeManager);
        await mina.Go("/hubs/programmes");
        var (partner, programme) = await NewPartner(await App.Client(mina.Person!));
        var provider = await Member(await App.Client(mina.Person!), programme);
        var at = App.Slot(3);
        var (first, session) = await Visit(partner, provider, at);
        await using var zofia = await workplace.Visit(provider.Person);
        await zofia.Go($"/sessions/{session}/attempts");
        await zofia.Sees("0 of 3");
        await zofia.ShouldBeFit("attempts-early");
        foreach (var (seconds, made) in new[] { (0, "1 of 3"), (125, "2 of 3"), (250, "3 of 3") })
        {
            await App.AdvanceTo(at + Duration.FromSeconds(seconds));
            await zofia.Go($"/sessions/{session}/attempts");
            await zofia.Choose("I just called");
            await zofia.Sees(made);
            await zofia.ShouldBeFit($"attempts-{made[0]}");
        }

        await zofia.Sees("£31.50");
        await zofia.Choose("My client did not come");
        await zofia.Sees("Marked: your client did not come");
        await zofia.ShouldBeFit("attempts-missed");
        await App.Drain();
        await TelehealthApp.Post(partner, $"hubs/partner/bookings/{first}/contest", new { Reason = "nobodyCalled" });

        await mina.Go("/");
        await mina.Sees("Which visits need me?");
        await mina.Go("/hubs/programmes");
        await mina.Sees("Contested by the partner");
        await mina.ShouldBeFit("programmes-open");
        await mina.Page.Locator("main a[aria-label^='Drawn: see how']").First.PressAsync("Enter");
        await mina.Sees("Drawn again just now");
        await mina.ShouldBeFit("assignment");
        await mina.Go("/hubs/programmes");
        await mina.Page.Locator("main button[aria-label^='Let it stand']").First.PressAsync("Enter");
        await mina.Sees("The no-show stands");
        await mina.Sees("Nothing to look after");
        await mina.ShouldBeFit("programmes-none");
        await mina.Go("/hubs/programmes?view=all");
        await mina.ShouldBeFit("programmes-all");
    }

    [ChromiumFact]
    public async Task A_line_that_fails_costs_nobody_anything()
    {
        var provider = await App.ListedProvider("Dr Zofia Wójcik");
        var client = await App.FundedClient();
        var booked = await App.Book(client, provider, App.Slot(2));
        await using var zofia = await workplace.Visit(provider.Person);
        await App.AdvanceTo(booked.StartsAt);
        await zofia.Go($"/sessions/{booked.SessionId}/attempts");
        await zofia.Sees("Wait in the room");
        await zofia.ShouldBeFit("attempts-room");
        await zofia.Choose("Mark a technical failure");
        await zofia.Sees("Nobody pays for it");
        await zofia.ShouldBeFit("attempts-failed");
        await App.Drain();
        await using var ana = await workplace.Visit(client.Person);
        await ana.Go($"/marketplace/bookings/{booked.BookingId}");
        await ana.Sees("Technical failure");
        await ana.ShouldBeFit("booking-failed");
        (await ana.Page.GotoAsync($"/sessions/{booked.SessionId}/attempts"))!.Status.ShouldBe(403);
    }

    private async Task<(HttpClient Api, string Programme)> NewPartner(HttpClient manager)
    {
        using var admin = await App.Client(await App.Staff(Roles.PlatformAdmin));
        var made = await TelehealthApp.Post(admin, "identity/partners", new { Name = "nordica" });
        var client = made.GetProperty("clientId").GetString()!;
        var form = new FormUrlEncodedContent(
            new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = client,
                ["client_secret"] = made.GetProperty("clientSecret").GetString()!,
                ["scope"] = "api",
            }
        );
        using var answer = await App.Http.PostAsync("/connect/token", form);
        var token = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        var api = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var body = new
        {
            Code = "nordica",
            Name = "Nordica visits",
            PartnerClientId = client,
            Payer = new { Country = "GB" },
            Countries = (string[])["NO"],
            Languages = (string[])["en"],
            PackageSizes = (int[])[5],
            PricePerVisit = new { Amount = 9_000, Currency = "GBP" },
            PlatformShareBasisPoints = 3_000,
            InsurerLine = "+47 800 12 345",
            PrivateLine = "+47 800 99 999",
        };
        var programme = await TelehealthApp.Post(manager, "hubs/programmes", body);
        return (api, programme.GetProperty("id").GetString()!);
    }

    private async Task<ListedProvider> Member(HttpClient manager, string programme)
    {
        var provider = await App.ListedProvider("Dr Zofia Wójcik");
        await TelehealthApp.Post(manager, $"hubs/programmes/{programme}/providers", new { ProviderId = provider.Id });
        await TelehealthApp.Post(provider.Api, $"hubs/programmes/{programme}/accept", new { });
        var rules = Enum.GetNames<DayOfWeek>()
            .Select(x => new
            {
                Weekday = x.ToLowerInvariant(),
                From = "00:00",
                To = "23:55",
                Modes = (string[])["video", "phone"],
                Channels = (string[])["partner.nordica"],
            });
        await TelehealthApp.Put(provider.Api, "marketplace/providers/me/calendar/weekly", new { Rules = rules });
        return provider;
    }

    private async Task<(string Booking, string Session)> Visit(HttpClient partner, ListedProvider provider, Instant at)
    {
        var body = new
        {
            Name = "Nguyễn Thị Ánh",
            Phone = "+4791234567",
            DateOfBirth = "1980-05-04",
            Country = "NO",
            Language = "en",
            PolicyReference = "POL-1",
            ConsentReference = "C-1",
            PackageVisits = 5,
            Email = $"{Ids.New():N}@example.org",
        };
        var insured = await TelehealthApp.Post(partner, "hubs/partner/insured", body);
        var visit = await TelehealthApp.Post(
            partner,
            "hubs/partner/bookings",
            new
            {
                InsuredId = insured.GetProperty("insuredId").GetString(),
                Mode = "phone",
                StartsAt = InstantPattern.ExtendedIso.Format(at),
            }
        );
        await App.Drain();
        var booking = visit.GetProperty("bookingId").GetString()!;
        return (booking, await App.SessionOf(provider, booking));
    }
}

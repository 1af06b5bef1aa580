using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Identity;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Hubs;

/// <summary>A partner with a programme, as the suites around it share it; everything through the public door.</summary>
public abstract class PartnerStage(Engine engine) : IAsyncLifetime
{
    protected const string Line = "+47 800 12 345";

    protected TelehealthApp App { get; private set; } = null!;

    protected HttpClient Manager { get; private set; } = null!;

    protected HttpClient Partner { get; private set; } = null!;

    protected string ProgrammeId { get; private set; } = "";

    public async Task InitializeAsync()
    {
        App = await TelehealthApp.Start(engine, Adjust, Settings);
        Manager = await App.Client(await App.Staff(Roles.ProgrammeManager));
        (Partner, ProgrammeId) = await NewPartner("nordica");
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    /// <summary>What a suite configures beyond the tests' own.</summary>
    protected virtual (string, string)[] Settings => [];

    /// <summary>What a suite replaces in its host.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder) { }

    /// <summary>Three calls in vain, and the visit is a no-show.</summary>
    protected async Task Miss(ListedProvider provider, string session, Instant at)
    {
        foreach (var seconds in new[] { 0, 130, 260 })
        {
            await App.AdvanceTo(at + Duration.FromSeconds(seconds));
            await TelehealthApp.Post(provider.Api, $"sessions/{session}/call-attempts", new { });
        }

        await TelehealthApp.Post(provider.Api, $"sessions/{session}/no-show", new { });
        await App.Drain();
    }

    /// <summary>A partner's system with a token, and its programme.</summary>
    protected async Task<(HttpClient Api, string Programme)> NewPartner(string code)
    {
        using var admin = await App.Client(await App.Staff(Roles.PlatformAdmin));
        var made = await TelehealthApp.Post(admin, "identity/partners", new { Name = code });
        var client = made.GetProperty("clientId").GetString()!;
        var (_, tokens) = await App.Token(
            ("grant_type", "client_credentials"),
            ("client_id", client),
            ("client_secret", made.GetProperty("clientSecret").GetString()!),
            ("scope", "api")
        );
        var api = new HttpClient { BaseAddress = App.Base, Timeout = TimeSpan.FromSeconds(60) };
        api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            tokens.GetProperty("access_token").GetString()
        );
        var programme = await TelehealthApp.Post(Manager, "hubs/programmes", ProgrammeOf(code, client));
        return (api, programme.GetProperty("id").GetString()!);
    }

    protected static object ProgrammeOf(string code, string client) =>
        new
        {
            Code = code,
            Name = "Nordica visits",
            PartnerClientId = client,
            Payer = new { Country = "GB" },
            Countries = (string[])["NO", "PL", "VN"],
            Languages = (string[])["en", "nb"],
            PackageSizes = (int[])[2, 5],
            PricePerVisit = new { Amount = 9_000, Currency = "GBP" },
            PlatformShareBasisPoints = 3_000,
            InsurerLine = Line,
            PrivateLine = "+47 800 99 999",
        };

    /// <summary>A provider who was invited, accepted and opened time on the channel.</summary>
    protected async Task<ListedProvider> Member(string name = "Dr Zofia Wójcik")
    {
        var provider = await App.ListedProvider(name);
        await TelehealthApp.Post(Manager, $"hubs/programmes/{ProgrammeId}/providers", new { ProviderId = provider.Id });
        await TelehealthApp.Post(provider.Api, $"hubs/programmes/{ProgrammeId}/accept", new { });
        string[] days = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
        var rules = days.Select(x => new
        {
            Weekday = x,
            From = "00:00",
            To = "23:55",
            Modes = (string[])["video", "phone"],
            Channels = (string[])["partner.nordica"],
        });
        await TelehealthApp.Put(provider.Api, "marketplace/providers/me/calendar/weekly", new { Rules = rules });
        return provider;
    }

    protected static object Insured(
        string policy = "POL-1",
        string born = "1980-05-04",
        string consent = "C-1",
        int visits = 5,
        string name = "Nguyễn Thị Ánh",
        string country = "NO",
        string? latin = null
    ) =>
        new
        {
            Name = name,
            NameOnDocuments = latin,
            Phone = "+4791234567",
            DateOfBirth = born,
            Country = country,
            Language = "en",
            PolicyReference = policy,
            ConsentReference = consent,
            PackageVisits = visits,
            Email = $"{Ids.New():N}@example.org",
        };

    protected async Task<string> Register(object? body = null, HttpClient? partner = null) =>
        (await TelehealthApp.Post(partner ?? Partner, "hubs/partner/insured", body ?? Insured()))
            .GetProperty("insuredId")
            .GetString()!;

    protected Task<HttpResponseMessage> TryVisit(
        string insured,
        Instant at,
        string? provider = null,
        HttpClient? api = null,
        string? key = null,
        string mode = "phone"
    ) =>
        TelehealthApp.Send(
            api ?? Partner,
            HttpMethod.Post,
            "hubs/partner/bookings",
            new
            {
                InsuredId = insured,
                Mode = mode,
                StartsAt = InstantPattern.ExtendedIso.Format(at),
                ProviderId = provider,
            },
            key ?? TelehealthApp.NewKey()
        );

    protected async Task<JsonElement> Visit(
        string insured,
        Instant at,
        string? provider = null,
        string mode = "phone"
    ) => await TelehealthApp.Read(await TryVisit(insured, at, provider, mode: mode));

    protected static string Text(JsonElement from, string name) => from.GetProperty(name).GetString()!;

    protected static async Task Refused(Task<HttpResponseMessage> sent, int status, string code)
    {
        using var answer = await sent;
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(status, text);
        using var problem = JsonDocument.Parse(text);
        Text(problem.RootElement, "code").ShouldBe(code);
    }
}

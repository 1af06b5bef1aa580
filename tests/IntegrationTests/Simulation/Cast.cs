using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Identity.Contracts;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>
/// Who lives in every world: made and signed in once, in a database that each world copies. The first provider agreed
/// to self-billing, the last one never said where to be paid; all clients but the last are members of a hub, and all
/// providers but the last are in it.
/// </summary>
internal sealed partial record Cast(
    string Origin,
    IReadOnlyList<Player> Clients,
    IReadOnlyDictionary<Player, IReadOnlyList<Offer>> Offers,
    Player Finance,
    Player Hr,
    string Hub
)
{
    /// <summary>What each client has in the wallet from the start.</summary>
    public const long StartingMoney = 25_000;

    /// <summary>What a member of the hub gets each month, and the most that goes over into the next.</summary>
    public const int CreditsAMonth = 3;
    public const int CreditsKept = 1;

    /// <summary>The category that is asked for of everybody.</summary>
    public const string Broadcast = "coaching";

    private const string HubChannel = "hub.acme";

    /// <summary>Odd prices, so that every split has a remainder to place.</summary>
    private static readonly Offer[] Services =
    [
        new("", 6_500, Sale.Private),
        new("", 4_999, Sale.Private, Instant: true),
        new("", 7_333, Sale.Programme),
        new("", 3_001, Sale.Programme, Instant: true),
    ];

    public IEnumerable<Player> Members => Clients.Take(Clients.Count - 1);

    public static async Task<Cast> Hire(TelehealthApp app)
    {
        var clients = new List<Player>();
        foreach (var name in (string[])["Ana Nguyễn", "Łukasz Żak", "Þórunn Jónsdóttir", "Sam O'Neil"])
        {
            clients.Add(await app.FundedClient(StartingMoney, name));
        }

        var providers = new List<ListedProvider>();
        foreach (var name in (string[])["Zofia Wójcik", "Mai Trần", "Nobody Paid"])
        {
            providers.Add(await app.ListedProvider(name));
        }

        foreach (var provider in providers[..^1])
        {
            await GiveBankDetails(provider);
        }

        await TelehealthApp.AgreeToSelfBilling(providers[0].Api);
        var offers = new Dictionary<Player, IReadOnlyList<Offer>>();
        foreach (var provider in providers)
        {
            offers[provider] = await Offering(provider, 4_100 + 1_151 * offers.Count);
        }

        var (hr, hub) = await OpenHub(app, providers[..^1]);
        foreach (var member in clients[..^1])
        {
            await Join(app, member, $"person{clients.IndexOf(member)}@acme.example");
        }

        var cast = new Cast(app.Origin, clients, offers, await SignedIn(app, Roles.Finance), hr, hub);
        await MakeKeys(app, [.. clients, .. providers, cast.Finance, hr]);
        return cast;
    }

    // A host remembers people's keys: they must be the same in every copy.
    private static async Task MakeKeys(TelehealthApp app, IEnumerable<Player> people)
    {
        var vault = app.Services.GetRequiredService<IPersonVault>();
        foreach (var person in people)
        {
            await vault.Seal(person.Person.Id, "simulation", "", CancellationToken.None);
        }
    }

    // One service of each kind, and one that broadcasts ask for, dearer from provider to provider.
    private static async Task<IReadOnlyList<Offer>> Offering(Player provider, long broadcastPrice)
    {
        var offers = new List<Offer>();
        foreach (var offer in Services)
        {
            offers.Add(offer with { Id = await Sell(provider, offer, "psychology") });
        }

        var asked = new Offer("", broadcastPrice, Sale.Private);
        return [.. offers, asked with { Id = await Sell(provider, asked, Broadcast) }];
    }

    private static Task<string> Sell(Player provider, Offer offer, string category) =>
        IdOf(
            provider.Api,
            "marketplace/providers/me/services",
            new
            {
                Name = "Individual session",
                Category = category,
                DurationMinutes = offer.Sale.Minutes,
                Prices = new[] { new { Mode = "video", Price = Pounds(offer.Price) } },
                BufferAfterMinutes = offer.Sale.Buffer,
                offer.Channel,
                offer.Instant,
            }
        );

    private static Task GiveBankDetails(Player provider) =>
        TelehealthApp.Put(
            provider.Api,
            "wallet/bank-details",
            new
            {
                HolderName = "The Provider",
                Kind = "uk",
                Currency = "GBP",
                SortCode = "089999",
                AccountNumber = "66374958",
            }
        );

    private static async Task<(Player Hr, string Hub)> OpenHub(TelehealthApp app, IEnumerable<Player> providers)
    {
        var manager = (await SignedIn(app, Roles.ProgrammeManager)).Api;
        var hr = await SignedIn(app, Roles.HrAdmin);
        var employer = await IdOf(manager, "hubs/employers", new { Name = "Zakłady Acme", Country = "PL" });
        await TelehealthApp.Post(manager, $"hubs/employers/{employer}/hr-admins", new { hr.Person.Email });
        var hub = await IdOf(manager, $"hubs/employers/{employer}/hubs", HubBody());
        foreach (var provider in providers)
        {
            await TelehealthApp.Post(manager, $"hubs/{hub}/invitations", new { provider.Person.Email });
            var token = await Mailed(app, provider.Person.Email, "You are invited", Invitation());
            await TelehealthApp.Post(provider.Api, "hubs/invitations/accept", new { Token = token, TermsVersion = 1 });
            await OpenTimeTo(provider);
        }

        var live = await TelehealthApp.Send(manager, HttpMethod.Post, $"hubs/{hub}/live");
        live.EnsureSuccessStatusCode();
        await app.Drain();
        return (hr, hub);
    }

    private static object HubBody() =>
        new
        {
            Name = "Acme wellbeing",
            Code = "acme",
            Colour = "#0b5c4a",
            Categories = (string[])["psychology"],
            Languages = (string[])["en"],
            Domains = (string[])["acme.example"],
            Credits = new
            {
                PerPeriod = CreditsAMonth,
                PeriodMonths = 1,
                CarryOverCap = CreditsKept,
            },
            Session = new
            {
                Price = Pounds(Offer.Hub.Price),
                PlatformShareBasisPoints = Sale.Hub.CommissionBasisPoints,
                DurationMinutes = Sale.Hub.Minutes,
                BufferAfterMinutes = Sale.Hub.Buffer,
                Modes = (string[])["video"],
                FreeCancelHours = Sale.Hub.FreeHours,
            },
        };

    private static Task OpenTimeTo(Player provider) =>
        TelehealthApp.Put(
            provider.Api,
            "marketplace/providers/me/calendar/weekly",
            new
            {
                Rules = Enum.GetNames<DayOfWeek>()
                    .Select(x => new
                    {
                        Weekday = x.ToLowerInvariant(),
                        From = "08:00",
                        To = "20:00",
                        Modes = (string[])["video", "phone"],
                        Channels = (string[])["marketplace", HubChannel],
                    }),
            }
        );

    private static async Task Join(TelehealthApp app, Player member, string email)
    {
        var claim = await TelehealthApp.Post(member.Api, "hubs/memberships", new { WorkEmail = email });
        var code = await Mailed(app, email, "Your code to join", Code());
        var path = $"hubs/memberships/{claim.Text("claimId")}/prove";
        await TelehealthApp.Post(member.Api, path, new { Code = code });
        await app.Drain();
    }

    private static async Task<string> Mailed(TelehealthApp app, string email, string subject, Regex what)
    {
        await app.Drain();
        var path = $"/dev/mail/messages?to={Uri.EscapeDataString(email)}";
        var mails = await app.Http.GetFromJsonAsync<JsonElement>(path);
        var mail = mails.EnumerateArray().First(x => x.Text("subject").StartsWith(subject, StringComparison.Ordinal));
        return what.Match(mail.Text("text")).Groups[1].Value;
    }

    private static async Task<Player> SignedIn(TelehealthApp app, string role)
    {
        var person = await app.Staff(role);
        return new Player(person, await app.Client(person));
    }

    private static async Task<string> IdOf(HttpClient api, string path, object body) =>
        (await TelehealthApp.Post(api, path, body)).Text("id");

    private static object Pounds(long minor) => new { Amount = minor, Currency = "GBP" };

    [GeneratedRegex("/hubs/invitations/([0-9a-f]{64})")]
    private static partial Regex Invitation();

    [GeneratedRegex(@"The code is (\d{6})")]
    private static partial Regex Code();
}

using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>Something that may happen in the world.</summary>
/// <param name="Name">What the trace calls it.</param>
/// <param name="Weight">How often, against the others.</param>
/// <param name="Take">Does it to the product and to the model; answers what it did, or null when it is not possible
/// now.</param>
internal sealed record Step(string Name, int Weight, Func<Task<string?>> Take);

/// <summary>
/// A part of the product: its steps, a model of it out of plain dictionaries, and how the two are compared. A further
/// part is one more class like this and one more line in <see cref="World"/>.
/// </summary>
internal abstract class Area(World world)
{
    protected World World { get; } = world;

    protected Random Dice => World.Dice;

    protected Instant Now => World.App.Now;

    public abstract IEnumerable<Step> Steps { get; }

    /// <summary>When something happens by itself, or ceases to be possible: no step is taken so close to one that it
    /// could be on either side.</summary>
    public virtual IEnumerable<Instant> Edges => [];

    /// <summary>In the model, what happened by itself until now.</summary>
    public virtual void Pass(Instant now) { }

    /// <summary>Fails when product and model differ.</summary>
    public abstract Task Compare();
}

/// <summary>Product and model do not agree.</summary>
internal sealed class DisagreementException(string message) : Exception(message);

/// <summary>Who lives in every world: made once, in a database that each world copies.</summary>
internal sealed record Cast(
    IReadOnlyList<TestPerson> Clients,
    IReadOnlyList<(TestPerson Person, IReadOnlyList<Offer> Offers)> Providers,
    TestPerson Finance
)
{
    /// <summary>What each client has in the wallet from the start.</summary>
    public const long StartingMoney = 25_000;

    /// <summary>Odd prices, so that every split has a remainder to place.</summary>
    private static readonly (long Price, string Channel, bool Instant)[] Services =
    [
        (6_500, TelehealthApp.Private, false),
        (4_999, TelehealthApp.Private, true),
        (7_333, TelehealthApp.Programme, false),
        (3_001, TelehealthApp.Programme, true),
    ];

    public static async Task<Cast> Hire(TelehealthApp app)
    {
        var clients = new List<TestPerson>();
        foreach (var name in (string[])["Ana Nguyễn", "Łukasz Żak", "Þórunn Jónsdóttir", "Sam O'Neil"])
        {
            clients.Add((await app.FundedClient(StartingMoney, name)).Person);
        }

        var providers = new List<(TestPerson, IReadOnlyList<Offer>)>();
        providers.Add(await Provider(app, "Zofia Wójcik", paid: true, selfBilled: true));
        providers.Add(await Provider(app, "Mai Trần", paid: true, selfBilled: false));
        providers.Add(await Provider(app, "Nobody Paid", paid: false, selfBilled: false));
        return new Cast(clients, providers, await app.Staff(Roles.Finance));
    }

    private static async Task<(TestPerson, IReadOnlyList<Offer>)> Provider(
        TelehealthApp app,
        string name,
        bool paid,
        bool selfBilled
    )
    {
        var provider = await app.ListedProvider(name);
        var offers = new List<Offer>();
        foreach (var (price, channel, instant) in Services)
        {
            var body = new
            {
                Name = "Individual session",
                Category = "psychology",
                DurationMinutes = Offer.Minutes,
                Prices = new[] { new { Mode = "video", Price = new { Amount = price, Currency = "GBP" } } },
                BufferAfterMinutes = Offer.Buffer,
                Channel = channel,
                Instant = instant,
            };
            var made = await TelehealthApp.Post(provider.Api, "marketplace/providers/me/services", body);
            offers.Add(new Offer(made.GetProperty("id").GetString()!, price, channel, instant));
        }

        if (paid)
        {
            var account = new
            {
                HolderName = "The Provider",
                Kind = "uk",
                Currency = "GBP",
                SortCode = "089999",
                AccountNumber = "66374958",
            };
            await TelehealthApp.Put(provider.Api, "wallet/bank-details", account);
        }

        if (selfBilled)
        {
            await TelehealthApp.AgreeToSelfBilling(provider.Api);
        }

        return (provider.Person, offers);
    }
}

/// <summary>A service of a provider.</summary>
internal sealed record Offer(string Id, long Price, string Channel, bool Instant)
{
    public const int Minutes = 50;
    public const int Buffer = 10;

    public bool PlatformSold => Channel == TelehealthApp.Programme;

    public Duration Delay => Duration.FromHours(PlatformSold ? 72 : 48);

    /// <summary>What the provider earns of so much: 80 % of its own sale, 75 % of the platform's.</summary>
    public long ShareOf(long minor) => minor - Part(minor, PlatformSold ? 2_500 : 2_000);

    /// <summary>Half a penny counts as one.</summary>
    public static long Part(long minor, int basisPoints) => (minor * basisPoints + 5_000) / 10_000;
}

/// <summary>What a host answered.</summary>
internal sealed record Reply(int Status, System.Text.Json.JsonElement Body)
{
    public bool Ok => Status is >= 200 and < 300;

    /// <summary>The code of the refusal, or null of a success.</summary>
    public string? Code =>
        Ok ? null
        : Body.TryGetProperty("code", out var code) ? code.GetString()
        : $"{Status}";

    public string Text(string name) => Body.GetProperty(name).GetString()!;

    /// <summary>What must be the same under the same key; every refusal has a trace id of its own.</summary>
    public string Said => Ok ? $"{Status} {Body}" : $"{Status} {Code}";

    public override string ToString() => $"{Status} {Body}";
}

using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Identity.Persistence;
using Telehealth.Receipts.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>Somebody signed in.</summary>
public sealed record Reader(TestPerson Person, HttpClient Http);

/// <summary>
/// What the suites share: people with real accounts and billing details, and covers that Wallet says are posted.
/// </summary>
public abstract class ReceiptsSuite(Engine engine) : IAsyncLifetime
{
    protected TelehealthApp App { get; private set; } = null!;

    protected Reader Provider { get; private set; } = null!;

    protected Reader Client { get; private set; } = null!;

    public async Task InitializeAsync()
    {
        App = await TelehealthApp.Start(engine, Adjust);
        Provider = await SignUp(App.SignUpProvider("Dr Þórður Jónsson", "Europe/London"));
        Client = await SignUp(App.SignUpClient("Łucja Żółć"));
        await Bill(Provider, new { RegistrationBody = "HCPC", RegistrationNumber = "PYL1" });
    }

    public async Task DisposeAsync() => await App.DisposeAsync();

    protected virtual void Adjust(WebApplicationBuilder builder) { }

    protected async Task<Reader> SignUp(Task<TestPerson> signUp)
    {
        var person = await signUp;
        return new Reader(person, await App.Client(person));
    }

    protected async Task<Reader> Finance() => await SignUp(App.Staff(Roles.Finance));

    /// <summary>Writes the provider's billing details; members given override the usual ones.</summary>
    protected static async Task Bill(Reader provider, object billing, string zone = "Europe/London")
    {
        var usual = new Dictionary<string, object>
        {
            ["legalName"] = "Dr Þórður Jónsson",
            ["addressLines"] = new[] { "14 Queen Square", "Bristol BS1 4NT" },
            ["country"] = "GB",
        };
        foreach (var member in billing.GetType().GetProperties())
        {
            usual[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = member.GetValue(billing)!;
        }

        const string Path = "api/v1/marketplace/providers/me/profile";
        var body = new
        {
            displayName = "Þórður",
            primaryCategory = "psychology",
            timeZone = zone,
            modes = new[] { "video" },
            bio = "I work with people who carry too much and sleep too little, in plain words and at your pace.",
            specialties = new[] { "anxiety" },
            languages = new[] { "en" },
            qualifications = new[] { "MSc Clinical Psychology" },
            jurisdictions = new[] { "GB" },
            billing = usual,
        };
        using var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = JsonContent.Create(body) };
        using var current = await provider.Http.GetAsync(Path);
        if (current.Headers.ETag is { } tag)
        {
            request.Headers.IfMatch.Add(tag);
        }

        using var answer = await provider.Http.SendAsync(request);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    /// <summary>Wallet says that so many covers are posted; nothing has reacted yet.</summary>
    protected async Task<IReadOnlyList<CoverPostedV1>> Post(
        int covers = 1,
        long pence = 6500,
        Reader? client = null,
        Func<CoverPostedV1, CoverPostedV1>? alter = null
    )
    {
        var payer = (client ?? Client).Person.Id;
        List<CoverPostedV1> events =
        [
            .. Enumerable.Range(0, covers).Select(_ => Posted(payer, Money.Gbp(pence))).Select(alter ?? (x => x)),
        ];
        await Announce("wallet.cover-posted.v1", events, x => $"cover:{x.CoverId}");
        return events;
    }

    /// <summary>Wallet says that something happened; nothing has reacted yet.</summary>
    protected async Task Announce<T>(string wireName, IReadOnlyList<T> events, Func<T, string> partition)
        where T : IIntegrationEvent
    {
        await using var scope = App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<WalletDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        foreach (var announced in events)
        {
            db.Outbox.Add(
                new OutboxRow
                {
                    EventId = Ids.New(),
                    WireName = wireName,
                    Partition = partition(announced),
                    Version = 1,
                    Ordinal = 0,
                    Payload = JsonSerializer.Serialize(announced, ApiJson.Options),
                    Actor = "system:test",
                    CommittedAtMicros = 1,
                }
            );
        }

        await db.SaveChangesAsync();
        await transaction.CommitAsync();
    }

    /// <summary>What this module told the others under a name.</summary>
    protected Task<List<T>> Told<T>(string wireName) =>
        Read(async db =>
            (await db.Outbox.Where(x => x.WireName == wireName).Select(x => x.Payload).ToListAsync())
                .Select(x => JsonSerializer.Deserialize<T>(x, ApiJson.Options)!)
                .ToList()
        );

    /// <summary>One receipt, numbered and rendered.</summary>
    protected async Task<JsonElement> Issued(long pence = 6500)
    {
        await Post(1, pence);
        await App.Drain();
        return (await Documents(Client))[0];
    }

    protected static async Task<List<JsonElement>> Documents(Reader reader, string? kind = null) =>
        [
            .. (await Get(reader, $"documents?limit=100{(kind is null ? "" : $"&kind={kind}")}"))
                .GetProperty("items")
                .EnumerateArray(),
        ];

    protected static async Task<JsonElement> Get(Reader reader, string path)
    {
        using var answer = await reader.Http.GetAsync($"api/v1/receipts/{path}");
        var text = await answer.Content.ReadAsStringAsync();
        answer.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonDocument.Parse(text).RootElement;
    }

    protected static async Task<HttpResponseMessage> Credit(Reader finance, string document, string reason, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/v1/receipts/documents/{document}/credit-note")
        {
            Content = JsonContent.Create(new { reason }),
        };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await finance.Http.SendAsync(request);
    }

    /// <summary>A name from before names in Latin letters were asked for.</summary>
    protected Task CallClient(string name) =>
        App.Behind<IdentityDbContext>(db =>
            db.People.Where(x => x.Id == Client.Person.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.DisplayName, name))
        );

    protected static async Task Rename(Reader reader, object changes)
    {
        using var read = await reader.Http.GetAsync("api/v1/identity/me");
        var me = JsonSerializer.Deserialize<Dictionary<string, object?>>(await read.Content.ReadAsStringAsync())!;
        string[] own = ["personId", "email", "phoneVerified", "roles", "secondFactor"];
        own.ToList().ForEach(x => me.Remove(x));
        foreach (var member in changes.GetType().GetProperties())
        {
            me[JsonNamingPolicy.CamelCase.ConvertName(member.Name)] = member.GetValue(changes);
        }

        using var answer = await TelehealthApp.Send(
            reader.Http,
            HttpMethod.Put,
            "identity/me",
            me,
            ifMatch: read.Headers.ETag!.Tag
        );
        answer.StatusCode.ShouldBe(HttpStatusCode.NoContent, await answer.Content.ReadAsStringAsync());
    }

    protected static string Id(JsonElement document) => document.GetProperty("id").GetString()!;

    protected static string Number(JsonElement document) => document.GetProperty("number").GetString()!;

    internal async Task<T> Read<T>(Func<ReceiptsDbContext, Task<T>> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ReceiptsDbContext>());
    }

    private CoverPostedV1 Posted(PersonId client, Money price) =>
        new(
            new CoverId(Ids.New()),
            new BookingId(Ids.New()),
            "7K2M-94QX",
            new JournalId(Ids.New()),
            client,
            ProviderId.Of(Provider.Person.Id),
            "Individual session",
            App.Now,
            App.Now,
            CommissionSplit.Of(price, 2000, 2000),
            Money.Zero(price.Currency),
            "marketplace.private",
            1,
            FundingKind.Wallet,
            null
        );
}

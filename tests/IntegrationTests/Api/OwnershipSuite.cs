using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.IntegrationTests.Identity;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Api;

/// <summary>
/// Every operation of the OpenAPI document that names a thing, called by everybody whose thing it is not: every role,
/// a partner's system and nobody at all, with a body that is good in itself. It answers 401, 403 or 404, and nothing
/// changes. A new operation is walked by itself; whoever may see what is another's stands in one table.
/// </summary>
public abstract partial class OwnershipSuite(Engine engine) : IAsyncLifetime
{
    private const string Access = "/identity/people/{personId}/access";
    private const string Authority = "/identity/people/{personId}/authority";
    private const string Suspend = "/identity/people/{personId}/suspend";
    private const string Reinstate = "/identity/people/{personId}/reinstate";
    private static readonly string[] Money = ["/wallet/admin/", "/wallet/payout", "/wallet/bank-answers"];

    /// <summary>What everybody may look at.</summary>
    private static readonly string[] Public =
    [
        "/marketplace/providers",
        "/marketplace/channels",
        "/marketplace/decline-reasons",
        "/receipts/verify",
    ];

    /// <summary>Whose work it is to look at what is another's, and where.</summary>
    private static readonly Dictionary<string, string[]> Duties = new()
    {
        [Roles.Finance] = [.. Money, "/wallet/journals", "/wallet/trial-balance", "/receipts/"],
        [Roles.PayoutApprover] = [.. Money, "/wallet/journals", "/wallet/trial-balance"],
        [Roles.ComplianceReviewer] = ["/compliance/"],
        [Roles.SafeguardingLead] = [Suspend, Reinstate, Access, Authority],
        [Roles.Support] = [Suspend, Reinstate, Access, Authority, "/notifications/deliveries"],
        [Roles.Operations] =
        [
            Access,
            Authority,
            "/operations/",
            "/notifications/deliveries",
            "/receipts/documents/{id}/rendering",
        ],
        [Roles.PlatformAdmin] = ["/identity/", "/operations/"],
    };

    private readonly List<(string Prefix, string Id)> things = [];
    private readonly List<(string Name, string[] May, HttpClient Api)> walkers = [];
    private TelehealthApp app = null!;
    private Player client = null!;
    private ListedProvider provider = null!;

    public async Task InitializeAsync()
    {
        app = await TelehealthApp.Start(engine);
        await Own();
        await Gather();
    }

    public async Task DisposeAsync() => await app.DisposeAsync();

    [EngineFact]
    public async Task Nobody_reaches_what_is_anothers_by_any_operation()
    {
        var before = await Everything();
        var (failures, called) = (new List<string>(), 0);
        foreach (var (method, path, details) in await Operations())
        {
            foreach (var (name, may, api) in walkers.Where(x => !IsDuty(x.May, path)))
            {
                foreach (var url in Urls(path))
                {
                    called++;
                    var (status, text) = await Call(api, method, url, details);
                    if (status is not (401 or 403 or 404))
                    {
                        failures.Add($"{name}: {method} {path} answered {status} {text}");
                    }
                }
            }
        }

        called.ShouldBeGreaterThan(500);
        failures.Distinct().ShouldBeEmpty();
        await app.Drain();
        (await Everything()).ShouldBe(before);
        await app.ShouldVerify();
    }

    [EngineFact]
    public async Task No_list_of_one_person_shows_anything_of_another()
    {
        string[] secrets = [client.Id, client.Person.Email, provider.Person.Email, .. things.Select(x => x.Id)];
        var (failures, read) = (new List<string>(), 0);
        foreach (var (_, path, _) in await Operations(lists: true))
        {
            foreach (var (name, may, api) in walkers.Where(x => !IsDuty(x.May, path)))
            {
                using var answer = await api.GetAsync("/api/v1" + path);
                var text = await answer.Content.ReadAsStringAsync();
                read += answer.IsSuccessStatusCode ? 1 : 0;
                failures.AddRange(
                    secrets
                        .Where(x => text.Contains(x, StringComparison.OrdinalIgnoreCase))
                        .Select(x => $"{name}: {path} shows {x}")
                );
            }
        }

        read.ShouldBeGreaterThan(30);
        failures.ShouldBeEmpty();
    }

    private static bool IsDuty(string[] may, string path) =>
        may.Concat(Public).Any(x => path.StartsWith(x, StringComparison.Ordinal));

    /// <summary>Two of everything: this is what the one client and the one provider own.</summary>
    private async Task Own()
    {
        provider = await app.ListedProvider();
        client = await app.FundedClient(40_000);
        await app.Hold(client, provider, await app.Book(client, provider, app.Slot(1)));
        await app.Advance(Duration.FromDays(3));
        var booked = await app.Book(client, provider, app.Slot(2));
        var request = await app.Request(client, provider, app.Slot(3));
        var amount = new { Amount = new { Amount = 2_000, Currency = "GBP" } };
        var withdrawal = await TelehealthApp.Post(provider.Api, "wallet/withdrawals", amount);
        var card = new { amount.Amount, PaymentMethod = "pm_card_visa" };
        var topUp = await TelehealthApp.Post(client.Api, "wallet/top-ups", card);
        await app.Drain();
        things.AddRange([
            ("/marketplace/bookings/", booked.BookingId),
            ("/marketplace/booking-requests/", request),
            ("/marketplace/providers/me/services/", provider.Service),
            ("/sessions/", booked.SessionId),
            ("/wallet/withdrawals/", withdrawal.Text("id")),
            ("/wallet/top-ups/", topUp.Text("id")),
            ("/receipts/documents/", await First(client, "receipts/documents")),
            ("/receipts/documents/", await First(provider, "receipts/documents")),
            ("/notifications/", await First(client, "notifications")),
            ("/compliance/clearance-files/", provider.Id),
            ("/identity/people/", client.Id),
        ]);
    }

    /// <summary>Everybody else: of each role one, a partner's system, and nobody.</summary>
    private async Task Gather()
    {
        var other = await app.ListedProvider("Mai Trần");
        var stranger = await app.FundedClient(10_000, "Sam Stranger");
        await app.Hold(stranger, other, await app.Book(stranger, other, app.Slot(1)));
        walkers.Add(("another client", [], stranger.Api));
        walkers.Add(("another provider", [], other.Api));
        foreach (var role in Roles.Staff)
        {
            walkers.Add((role, Duties.GetValueOrDefault(role, []), await app.Client(await app.Staff(role))));
        }

        walkers.Add(("a partner", [], await Partner()));
        walkers.Add(("nobody", [], app.Http));
    }

    private async Task<HttpClient> Partner()
    {
        using var admin = await app.Client(await app.Staff(Roles.PlatformAdmin));
        using var made = await admin.PostAsJsonAsync("/api/v1/identity/partners", new { name = "Insurer" });
        var partner = await made.Content.ReadFromJsonAsync<JsonElement>();
        var (_, tokens) = await app.Token(
            ("grant_type", "client_credentials"),
            ("client_id", partner.Text("clientId")),
            ("client_secret", partner.Text("clientSecret")),
            ("scope", "api")
        );
        var http = new HttpClient { BaseAddress = app.Base };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tokens.Text("access_token"));
        return http;
    }

    private async Task<List<(string Method, string Path, JsonElement Details)>> Operations(bool lists = false)
    {
        var document = JsonDocument.Parse(await app.Http.GetStringAsync("/openapi/v1.json"));
        return
        [
            .. from path in document.RootElement.GetProperty("paths").EnumerateObject()
            from operation in path.Value.EnumerateObject()
            where operation.Name is "get" or "post" or "put" or "delete"
            let name = path.Name["/api/v1".Length..]
            where lists ? operation.Name == "get" && !name.Contains('{') : Named().IsMatch(name)
            select (operation.Name, name, operation.Value),
        ];
    }

    // The things of its kind; a kind nobody knows yet is tried with each of them. Whatever a query must say is said:
    // the refusal should be about the thing.
    private IEnumerable<string> Urls(string path)
    {
        const string query = "?mode=video&from=2027-01-04T00:00:00Z&to=2027-01-05T00:00:00Z";
        var fitting = things.FindAll(x => path.StartsWith(x.Prefix + "{", StringComparison.Ordinal));
        return (fitting.Count > 0 ? fitting : things).Select(x => Named().Replace(path, x.Id) + query);
    }

    private static async Task<(int Status, string Text)> Call(
        HttpClient api,
        string method,
        string url,
        JsonElement operation
    )
    {
        using var request = new HttpRequestMessage(new HttpMethod(method.ToUpperInvariant()), "/api/v1" + url);
        request.Headers.Add("Idempotency-Key", TelehealthApp.NewKey());
        request.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        request.Content = SoundBody.Of(operation);
        using var answer = await api.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    /// <summary>All that the two owners see of their own.</summary>
    private async Task<string> Everything()
    {
        var seen = new StringBuilder();
        foreach (var (_, path, _) in await Operations(lists: true))
        {
            foreach (var owner in new Player[] { client, provider })
            {
                using var answer = await owner.Api.GetAsync("/api/v1" + path);
                seen.Append(path).Append(' ').AppendLine(await answer.Content.ReadAsStringAsync());
            }
        }

        return Traces().Replace(seen.ToString(), "");
    }

    private static async Task<string> First(Player who, string list)
    {
        var page = await TelehealthApp.Get(who.Api, list);
        return page.GetProperty("items")[0].Text("id");
    }

    [GeneratedRegex(@"\{(?!date)[^}]+\}")]
    private static partial Regex Named();

    [GeneratedRegex("\"traceId\":\"[0-9a-f]+\"")]
    private static partial Regex Traces();
}

public sealed class SqliteOwnership() : OwnershipSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresOwnership() : OwnershipSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerOwnership() : OwnershipSuite(Engine.SqlServer);

using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;
using Telehealth.Wallet.Features.Balances;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Gateways.Stripe.Development;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>
/// What the suites of the wallet share: a host, a client with a token, and what people do with a wallet.
/// </summary>
public abstract class WalletSuite(Engine engine, params (string Key, string Value)[] settings) : IAsyncLifetime
{
    private const string Visa = "pm_card_visa";

    protected TelehealthApp App { get; private set; } = null!;

    public virtual async Task InitializeAsync() => App = await TelehealthApp.Start(engine, Adjust, settings);

    /// <summary>What a suite replaces in its host.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder) { }

    /// <summary>Whatever a test did, the module's invariants hold after it.</summary>
    public async Task DisposeAsync()
    {
        try
        {
            var report = (await App.Send(new VerifyLedger(AcrossModules: false))).Value;
            report.Checks.Where(x => !x.Ok).SelectMany(x => x.Differences.Prepend(x.Name)).ShouldBeEmpty();
        }
        finally
        {
            await App.DisposeAsync();
        }
    }

    protected async Task<(TestPerson Person, HttpClient Http)> NewClient()
    {
        var person = await App.SignUpClient();
        return (person, await App.Client(person));
    }

    /// <summary>A client with so much in the wallet.</summary>
    protected async Task<(TestPerson Person, HttpClient Http)> NewClient(long pence)
    {
        var client = await NewClient();
        (await TopUp(client.Http, pence)).Status.ShouldBe(Telehealth.Wallet.Domain.TopUpStatus.Succeeded);
        return client;
    }

    protected static async Task<TopUpAnswer> TopUp(
        HttpClient http,
        long pence,
        string? method = Visa,
        string? key = null
    )
    {
        using var response = await PostTopUp(http, pence, method, key);
        var text = await response.Content.ReadAsStringAsync();
        response.IsSuccessStatusCode.ShouldBeTrue(text);
        return JsonSerializer.Deserialize<TopUpAnswer>(text, ApiJson.Options)!;
    }

    protected static Task<HttpResponseMessage> PostTopUp(
        HttpClient http,
        long pence,
        string? method = Visa,
        string? key = null
    ) => Post(http, "api/v1/wallet/top-ups", new TopUpBody(Money.Gbp(pence), method), key);

    protected static async Task<HttpResponseMessage> Post<T>(HttpClient http, string path, T body, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = JsonContent.Create(body, options: ApiJson.Options),
        };
        request.Headers.Add("Idempotency-Key", key ?? Ids.New().ToString());
        return await http.SendAsync(request);
    }

    protected static Task<T?> Get<T>(HttpClient http, string path) => http.GetFromJsonAsync<T>(path, ApiJson.Options);

    protected static async Task<(long Available, long Held, long Posted)> Balance(HttpClient http)
    {
        var answer = await Get<BalanceAnswer>(http, "api/v1/wallet/balance");
        var line = answer!.Balances.SingleOrDefault();
        return line is null ? (0, 0, 0) : (line.Available.Minor, line.Held.Minor, line.Posted.Minor);
    }

    protected static async Task<string?> Code(HttpResponseMessage response)
    {
        using var problem = JsonDocument.Parse(await response.Content.ReadAsStringAsync());
        return problem.RootElement.GetProperty("code").GetString();
    }

    protected Task Tell(DevStripeBehaviour behaviour) => Post(App.Http, "dev/stripe/behaviour", behaviour);

    /// <summary>One round of one background work, waiting times ignored.</summary>
    protected async Task<int> Run(string work, bool force = true)
    {
        await using var scope = App.Services.CreateAsyncScope();
        var found = scope.ServiceProvider.GetServices<IBackgroundWork>().Single(x => x.Name == work);
        return await found.RunReady(force, CancellationToken.None);
    }

    internal async Task<T> Read<T>(Func<WalletDbContext, Task<T>> read)
    {
        await using var scope = App.Services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<WalletDbContext>());
    }

    protected Task<int> Journals() => Read(db => db.Journals.CountAsync());

    protected static async Task<T[]> Together<T>(int times, Func<int, Task<T>> work) =>
        await Task.WhenAll(Enumerable.Range(0, times).Select(i => Task.Run(() => work(i))));
}

using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Features.BankDetails;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>How a provider says where it is paid, and what comes of it.</summary>
public abstract class BankDetailsSteps(Engine engine) : WalletSuite(engine)
{
    protected const string Path = "wallet/bank-details";
    protected const string Theirs = "63748472";

    protected async Task<(TestPerson Person, HttpClient Http)> NewProvider()
    {
        var person = await App.SignUpProvider();
        return (person, await App.Client(person));
    }

    protected static Task<HttpResponseMessage> Put(HttpClient http, object body, string? ifMatch = null) =>
        TelehealthApp.Send(http, HttpMethod.Put, Path, body, ifMatch: ifMatch);

    protected static async Task Refused(HttpClient http, object body, string field)
    {
        using var answer = await Put(http, body);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, text);
        text.ShouldContain($"\"{field}\":[");
    }

    internal async Task<Payee?> PayeeOf(TestPerson provider, TelehealthApp? on = null)
    {
        await using var scope = (on ?? App).Services.CreateAsyncScope();
        var payees = scope.ServiceProvider.GetRequiredService<Payees>();
        return await payees.Of(ProviderId.Of(provider.Id), CancellationToken.None);
    }

    protected Task<int> Events() =>
        Read(db => db.Outbox.CountAsync(x => x.WireName == "wallet.bank-details-changed.v1"));

    protected static object Uk(
        string sortCode = "20-29-59",
        string account = Theirs,
        string? holder = "Pat Provider",
        string currency = "GBP",
        string? code = null
    ) =>
        new
        {
            holderName = holder,
            kind = "uk",
            sortCode,
            accountNumber = account,
            currency,
            code,
        };

    protected static object Iban(
        string iban = "is14 0159 2600 7654 5510 7303 39",
        string? bic = null,
        string? code = null,
        string currency = "EUR",
        string? country = null
    ) =>
        new
        {
            holderName = "Pat Provider",
            kind = "iban",
            iban,
            bic,
            currency,
            code,
            country,
        };
}

using System.Text.Json;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Receipts;

/// <summary>What suites of providers' documents share: withdrawals and payouts as Wallet tells of them.</summary>
public abstract class ProviderDocumentsSuite(Engine engine) : ReceiptsSuite(engine)
{
    protected const string AgreementPath = "receipts/self-billing/agreement";

    /// <summary>Accepts the present text; the raw answer.</summary>
    protected static async Task<HttpResponseMessage> SendAgreement(Reader provider, object? body = null)
    {
        var version = (await Get(provider, "self-billing/agreement")).GetProperty("termsVersion").GetString();
        body ??= new
        {
            termsVersion = version,
            willNotInvoice = true,
            willAcceptEach = true,
            willTellOfChanges = true,
        };
        return await TelehealthApp.Send(provider.Http, HttpMethod.Post, AgreementPath, body, TelehealthApp.NewKey());
    }

    protected static async Task<JsonElement> Agree(Reader provider) =>
        await TelehealthApp.Read(await SendAgreement(provider));

    protected WithdrawnLine Line(string booking, long pence, bool platform = true) =>
        new(booking, "Individual session", App.Now - Duration.FromDays(4), platform, Money.Gbp(pence));

    /// <summary>A withdrawal of sessions the platform sold, one line per amount.</summary>
    protected WithdrawalRequestedV1 Withdrawn(string reference, params long[] pence) =>
        Withdrawn(reference, InvoiceMode.SelfBilled, [.. pence.Select(x => Line("8P3N-22WA", x))]);

    protected WithdrawalRequestedV1 Withdrawn(string reference, InvoiceMode mode, params WithdrawnLine[] lines) =>
        new(
            new WithdrawalId(Ids.New()),
            ProviderId.Of(Provider.Person.Id),
            reference,
            Money.Gbp(lines.Sum(x => x.Amount.Minor)),
            Money.Gbp(lines.Where(x => x.PlatformSupplied).Sum(x => x.Amount.Minor)),
            mode,
            lines,
            App.Now
        );

    protected PayoutSentV1 Sent(WithdrawalRequestedV1 withdrawal, params WithdrawnLine[] lines) =>
        new(
            withdrawal.WithdrawalId,
            withdrawal.ProviderId,
            withdrawal.Reference,
            Money.Gbp(lines.Sum(x => x.Amount.Minor)),
            App.Now.InUtc().Date.PlusDays(3),
            "··83 ··· 4321",
            lines
        );

    protected async Task Withdraw(WithdrawalRequestedV1 withdrawal)
    {
        await Announce("wallet.withdrawal-requested.v1", [withdrawal], x => $"withdrawal:{x.WithdrawalId}");
        await Settle();
    }

    protected async Task PayOut(PayoutSentV1 payout)
    {
        await Announce("wallet.payout-sent.v1", [payout], x => $"withdrawal:{x.WithdrawalId}");
        await Settle();
    }

    /// <summary>
    /// Wallet has no rows of these withdrawals, since only their events are played: it gives its own reactions up.
    /// Those of receipts must not be.
    /// </summary>
    protected async Task Settle()
    {
        var outcome = await App.Drain(allowDead: true);
        outcome.Died.Where(x => x.Module != "wallet").ShouldBeEmpty();
    }

    protected static async Task<string> Html(Reader reader, JsonElement document) =>
        System.Net.WebUtility.HtmlDecode(
            await reader.Http.GetStringAsync($"api/v1/receipts/documents/{Id(document)}/html")
        );
}

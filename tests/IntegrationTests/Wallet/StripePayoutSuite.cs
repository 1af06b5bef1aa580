using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What Stripe pays to our bank leaves the clearing account once, and comes back when it fails.</summary>
public abstract class StripePayoutSuite(Engine engine) : WalletSuite(engine, ("Wallet:Stripe:TimeoutSeconds", "1"))
{
    // 1.5 % of 100.00 and 20 pence.
    private const long Fee = 170;

    [EngineFact]
    [Rule("WAL-06", Part = "duplicates")]
    public async Task A_payout_moves_money_to_the_bank_and_names_the_fees_however_often_it_is_told()
    {
        await NewClient(10_000);
        await Tell(new(Duplicate: 5));
        await PayOut();
        await App.Drain();
        (await Standing()).ShouldBe((10_000 - Fee, Fee, 0));
        (await PayOut()).ShouldBeEmpty();
        (await Journals()).ShouldBe(2);
    }

    [EngineFact]
    [Rule("WAL-06", Part = "duplicates")]
    [Rule("WAL-06", Part = "order")]
    public async Task A_payout_that_fails_later_is_taken_back_once_whatever_order_the_events_come_in()
    {
        await NewClient(10_000);
        await Tell(new(Duplicate: 3, Reorder: true));
        var payout = (await PayOut()).Single();
        await App.Drain();
        (await App.Http.PostAsync($"dev/stripe/payouts/{payout}/fail", null)).EnsureSuccessStatusCode();
        await App.Drain();
        (await Standing()).ShouldBe((0, 0, 10_000));
        (await Journals()).ShouldBe(3);
    }

    [EngineFact]
    [Rule("WAL-06", Part = "order")]
    public async Task A_failure_heard_of_before_the_payment_books_both_so_that_the_late_payment_changes_nothing()
    {
        await NewClient(10_000);
        var payout = (await PayOut()).Single();
        (await App.Http.PostAsync($"dev/stripe/payouts/{payout}/fail", null)).EnsureSuccessStatusCode();
        await Deliver(
            await Read(db =>
                db.Set<DevStripeDelivery>().Select(x => x.Payload).SingleAsync(x => x.Contains("payout.failed"))
            )
        );
        (await Standing(), await Journals()).ShouldBe(((0, 0, 10_000), 3));
        await App.Drain();
        (await Standing(), await Journals()).ShouldBe(((0, 0, 10_000), 3));
    }

    [EngineFact]
    public async Task While_stripe_is_silent_the_event_waits_and_is_booked_later()
    {
        await NewClient(10_000);
        await PayOut();
        await Tell(new(TimeOut: true));
        await Deliver(
            await Read(db => db.Set<DevStripeDelivery>().Select(x => x.Payload).FirstAsync(x => x.Contains("payout")))
        );
        (await Read(db => db.StripeEvents.Where(x => x.Type == "payout.paid").SingleAsync())).State.ShouldBe(
            StripeEventState.Waiting
        );
        await Tell(new());
        (await Run("wallet.retry-stripe-events")).ShouldBe(1);
        (await Standing()).ShouldBe((10_000 - Fee, Fee, 0));
    }

    [EngineFact]
    [Rule("WAL-19", Part = "trial balance")]
    public async Task Finance_sees_the_money_at_the_bank()
    {
        await NewClient(10_000);
        await PayOut();
        await App.Drain();
        var finance = await App.Client(await App.Staff(Roles.Finance));
        var balances = (await TelehealthApp.Get(finance, "wallet/trial-balance")).GetRawText();
        balances.ShouldContain("\"asset:bank\"");
        balances.ShouldContain("\"expense:stripe-fees\"");
    }

    private async Task<IReadOnlyList<string>> PayOut()
    {
        using var answer = await App.Http.PostAsync("dev/stripe/payouts", null);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>();
        return [.. body.GetProperty("payouts").EnumerateArray().Select(x => x.GetProperty("id").GetString()!)];
    }

    // As Stripe does it: it waits longer for our answer than we for its own.
    private async Task Deliver(string payload)
    {
        var now = App.Services.GetRequiredService<SystemTime>().Now.ToUnixTimeSeconds();
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/stripe")
        {
            Content = new StringContent(payload, Encoding.UTF8, "application/json"),
        };
        var signature = EventUtility.GenerateSignatureHeader(payload, "whsec_development", now);
        request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        (await App.Http.SendAsync(request)).EnsureSuccessStatusCode();
    }

    private async Task<(long Bank, long Fees, long Clearing)> Standing()
    {
        var tails = await Read(db => TailBalances.Read(db, CancellationToken.None));
        long Of(string account) => tails.GetValueOrDefault((account, "GBP"));
        return (Of(Accounts.Bank), Of(Accounts.StripeFees), Of(Accounts.StripeClearing));
    }
}

public sealed class SqliteStripePayoutTests() : StripePayoutSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresStripePayoutTests() : StripePayoutSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerStripePayoutTests() : StripePayoutSuite(Engine.SqlServer);

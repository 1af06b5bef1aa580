using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.Balances;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Money comes in by card through Stripe.net against the double, which can be told to misbehave.</summary>
public abstract class TopUpSuite(Engine engine) : WalletSuite(engine, ("Wallet:Stripe:TimeoutSeconds", "3"))
{
    [EngineFact]
    [Rule("WAL-02", Part = "card")]
    [Rule("WAL-02", Part = "balance")]
    public async Task A_top_up_by_card_is_available_at_once_and_listed()
    {
        var (_, http) = await NewClient();
        var topUp = await TopUp(http, 10_000);
        topUp.Status.ShouldBe(TopUpStatus.Succeeded);
        (await Balance(http)).ShouldBe((10_000, 0, 10_000));
        var page = await Get<Page<TransactionAnswer>>(http, "api/v1/wallet/transactions");
        var line = page!.Items.Single();
        line.Kind.ShouldBe(TransactionKind.TopUp);
        line.Amount.ShouldBe(Money.Gbp(10_000));
        (await Get<TopUpDetailAnswer>(http, $"api/v1/wallet/top-ups/{topUp.Id}"))!.SettledAt.ShouldNotBeNull();
    }

    [EngineFact]
    [Rule("WAL-05", Part = "top-up")]
    public async Task Fifty_repeats_of_one_key_charge_the_card_once()
    {
        var (_, http) = await NewClient();
        var answers = await Together(50, _ => PostTopUp(http, 5_000, key: "once"));
        answers.Where(x => x.StatusCode == HttpStatusCode.Created).ShouldNotBeEmpty();
        answers
            .Select(x => x.StatusCode)
            .Distinct()
            .ShouldBeSubsetOf([HttpStatusCode.Created, HttpStatusCode.Conflict]);
        (await Balance(http)).Posted.ShouldBe(5_000);
        (await Journals()).ShouldBe(1);
        (await Read(db => db.Set<DevStripeIntent>().CountAsync())).ShouldBe(1);
        using var again = await PostTopUp(http, 5_000, key: "once");
        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.GetValues("Idempotency-Replayed").Single().ShouldBe("true");
    }

    [EngineFact]
    [Rule("WAL-05", Part = "repeat")]
    public async Task Two_people_with_one_key_top_up_twice_and_neither_reads_the_others_answer()
    {
        var (_, first) = await NewClient();
        var (_, second) = await NewClient();
        using var one = await PostTopUp(first, 5_000, key: "monday");
        using var other = await PostTopUp(second, 7_000, key: "monday");
        other.StatusCode.ShouldBe(HttpStatusCode.Created);
        other.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        ((await Balance(first)).Posted, (await Balance(second)).Posted).ShouldBe((5_000, 7_000));
        (await IdOf(other)).ShouldNotBe(await IdOf(one));
        (await Journals()).ShouldBe(2);

        // The same body too: it is the person that makes a key another one.
        using var same = await PostTopUp(second, 5_000, key: "tuesday");
        using var alike = await PostTopUp(first, 5_000, key: "tuesday");
        ((await Balance(first)).Posted, (await Balance(second)).Posted).ShouldBe((10_000, 12_000));

        static async Task<string> IdOf(HttpResponseMessage answer) =>
            (await answer.Content.ReadFromJsonAsync<System.Text.Json.JsonElement>()).GetProperty("id").GetString()!;
    }

    [EngineFact]
    [Rule("WAL-05", Part = "refusal")]
    public async Task A_declined_card_moves_nothing_and_its_refusal_is_repeated()
    {
        var (_, http) = await NewClient();
        using var first = await PostTopUp(http, 5_000, "pm_card_chargeDeclinedInsufficientFunds", "declined");
        using var second = await PostTopUp(http, 5_000, "pm_card_chargeDeclinedInsufficientFunds", "declined");
        foreach (var response in new[] { first, second })
        {
            response.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
            (await Code(response)).ShouldBe("wallet.card-declined");
        }

        (await first.Content.ReadAsStringAsync()).ShouldContain("insufficient_funds");
        second.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        (await Balance(http)).Posted.ShouldBe(0);
        (await Read(db => db.TopUps.SingleAsync())).Status.ShouldBe(TopUpStatus.Declined);
        await Run("wallet.dev-stripe-deliveries");
        (await Read(db => db.StripeEvents.SingleAsync())).State.ShouldBe(StripeEventState.Processed);
    }

    [EngineFact]
    public async Task A_delayed_payment_arrives_by_its_webhook()
    {
        await Tell(new(DelaySeconds: 3_600));
        var (_, http) = await NewClient();
        var topUp = await TopUp(http, 5_000);
        topUp.Status.ShouldBe(TopUpStatus.Processing);
        (await Balance(http)).Posted.ShouldBe(0);
        await Run("wallet.dev-stripe-deliveries");
        (await Balance(http)).Available.ShouldBe(5_000);
        (await Get<TopUpDetailAnswer>(http, $"api/v1/wallet/top-ups/{topUp.Id}"))!.Status.ShouldBe(
            TopUpStatus.Succeeded
        );
    }

    [EngineFact]
    [Rule("WAL-06", Part = "duplicates")]
    [Rule("WAL-06", Part = "order")]
    public async Task Succeeded_before_processing_and_everything_thrice_ends_succeeded_once()
    {
        await Tell(new(DelaySeconds: 3_600, Duplicate: 3, Reorder: true));
        var (_, http) = await NewClient();
        await TopUp(http, 5_000);
        while (await Run("wallet.dev-stripe-deliveries") > 0) { }

        (await Balance(http)).Posted.ShouldBe(5_000);
        (await Journals()).ShouldBe(1);
        (await Read(db => db.TopUps.SingleAsync())).Status.ShouldBe(TopUpStatus.Succeeded);
        (await Read(db => db.Set<DevStripeDelivery>().CountAsync(x => x.State == DevDeliveryState.Delivered))).ShouldBe(
            6
        );
        (await Read(db => db.StripeEvents.CountAsync())).ShouldBe(2);
    }

    [EngineFact]
    public async Task A_lost_event_is_found_by_reconciliation()
    {
        await Tell(new(DelaySeconds: 3_600, Drop: true));
        var (_, http) = await NewClient();
        await TopUp(http, 5_000);
        await Run("wallet.dev-stripe-deliveries");
        (await Balance(http)).Posted.ShouldBe(0);
        (await Run("wallet.reconcile-top-ups", force: false)).ShouldBe(0);
        (await Run("wallet.reconcile-top-ups")).ShouldBe(1);
        (await Balance(http)).Posted.ShouldBe(5_000);
    }

    [EngineFact]
    public async Task A_lost_answer_is_503_and_the_retry_reaches_the_same_payment()
    {
        var (_, http) = await NewClient();
        await Tell(new(TimeOut: true));
        using var lost = await PostTopUp(http, 5_000, key: "lost");
        lost.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await TelehealthApp.Code(lost)).ShouldBe("wallet.payment-provider-unavailable");
        lost.Headers.RetryAfter.ShouldNotBeNull();
        await Tell(new());
        (await TopUp(http, 5_000, key: "lost")).Status.ShouldBe(TopUpStatus.Succeeded);
        (await Read(db => db.Set<DevStripeIntent>().CountAsync())).ShouldBe(1);
        (await Balance(http)).Posted.ShouldBe(5_000);
    }

    [EngineFact]
    public async Task A_death_after_the_card_was_charged_is_healed_by_the_webhook()
    {
        var (_, http) = await NewClient();
        App.Crash.Subject = "TopUpWallet";
        App.Crash.StopAt = "work.begun";
        using var died = await PostTopUp(http, 5_000, key: "died");
        died.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Run("wallet.dev-stripe-deliveries");
        (await Read(db => db.StripeEvents.SingleAsync())).State.ShouldBe(StripeEventState.Waiting);
        (await Run("wallet.retry-stripe-events")).ShouldBe(1);
        (await Balance(http)).Posted.ShouldBe(5_000);
        (await TopUp(http, 5_000, key: "died")).Status.ShouldBe(TopUpStatus.Succeeded);
        (await Balance(http)).Posted.ShouldBe(5_000);
    }

    [EngineFact]
    public async Task The_banks_question_is_answered_on_its_page()
    {
        var (_, http) = await NewClient();
        var topUp = await TopUp(http, 5_000, "pm_card_authenticationRequired");
        topUp.Status.ShouldBe(TopUpStatus.RequiresAction);
        var detail = await Get<TopUpDetailAnswer>(http, $"api/v1/wallet/top-ups/{topUp.Id}");
        using var form = new FormUrlEncodedContent([new("outcome", "passed")]);
        (await App.Http.PostAsync(detail!.NextActionUrl, form)).EnsureSuccessStatusCode();
        await Run("wallet.dev-stripe-deliveries");
        (await Balance(http)).Available.ShouldBe(5_000);
    }

    [EngineFact]
    public async Task A_payment_without_a_method_waits_with_its_client_secret()
    {
        var (_, http) = await NewClient();
        var topUp = await TopUp(http, 5_000, method: null);
        topUp.Status.ShouldBe(TopUpStatus.AwaitingPayment);
        var detail = await Get<TopUpDetailAnswer>(http, $"api/v1/wallet/top-ups/{topUp.Id}");
        detail!.ClientSecret.ShouldNotBeNull();
    }

    [EngineFact]
    public async Task Too_little_too_much_and_unknown_methods_are_refused()
    {
        var (_, http) = await NewClient();
        foreach (
            var (pence, code) in new[] { (0L, "validation"), (-1L, "validation"), (499L, "wallet.top-up-out-of-range") }
        )
        {
            using var response = await PostTopUp(http, pence);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await Code(response)).ShouldBe(code);
        }

        using var unknown = await PostTopUp(http, 5_000, "pm_card_nonsense");
        (await Code(unknown)).ShouldBe("wallet.payment-refused");
        using var keyless = await http.PostAsJsonAsync(
            "api/v1/wallet/top-ups",
            new TopUpBody(Money.Gbp(5_000)),
            ApiJson.Options
        );
        (await Code(keyless)).ShouldBe("idempotency.key-missing");
        (await Balance(http)).Posted.ShouldBe(0);
    }

    [EngineFact]
    public async Task Another_persons_top_up_is_not_found()
    {
        var (_, http) = await NewClient();
        var (_, other) = await NewClient();
        var topUp = await TopUp(http, 5_000);
        using var response = await other.GetAsync($"api/v1/wallet/top-ups/{topUp.Id}");
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await Get<Page<TransactionAnswer>>(other, "api/v1/wallet/transactions"))!.Items.ShouldBeEmpty();
    }
}

public sealed class SqliteTopUpTests() : TopUpSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresTopUpTests() : TopUpSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerTopUpTests() : TopUpSuite(Engine.SqlServer);

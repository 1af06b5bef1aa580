using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Gateways.Stripe.Development;
using Telehealth.Wallet.Persistence;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>The double refuses what Stripe's published rules refuse, and our door refuses it first.</summary>
public abstract class StripeRulesSuite(Engine engine)
    : WalletSuite(
        engine,
        ("Wallet:Stripe:TimeoutSeconds", "3"),
        ("Wallet:Stripe:ApiKey", "sk_test_rules"),
        ("Wallet:TopUps:GBP:MinimumMinor", "30"),
        ("Wallet:TopUps:GBP:MaximumMinor", "99999999"),
        ("Wallet:TopUps:KWD:MinimumMinor", "10"),
        ("Wallet:TopUps:KWD:MaximumMinor", "1000000"),
        ("Wallet:TopUps:ISK:MinimumMinor", "100"),
        ("Wallet:TopUps:ISK:MaximumMinor", "999999"),
        ("Wallet:TopUps:JPY:MinimumMinor", "50"),
        ("Wallet:TopUps:JPY:MaximumMinor", "99999999"),
        ("Wallet:TopUps:HUF:MinimumMinor", "17500"),
        ("Wallet:TopUps:HUF:MaximumMinor", "99999999")
    )
{
    private const long Day = 24L * 60 * 60 * 1_000_000;

    [EngineFact]
    [Rule("WAL-02", Part = "amounts")]
    public async Task Currencies_with_no_two_or_three_decimals_reach_the_wallet_as_they_are_paid()
    {
        foreach (
            var (code, minor, sent) in new[]
            {
                ("GBP", 30L, 30L),
                ("KWD", 5_120L, 5_120L),
                ("ISK", 1_500L, 150_000L),
                ("JPY", 500L, 500L),
                ("HUF", 20_045L, 20_045L),
            }
        )
        {
            var (_, http) = await NewClient();
            using var answer = await Pay(http, code, minor);
            answer.StatusCode.ShouldBe(HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
            (await Balance(http)).Posted.ShouldBe(minor);
            (
                await Read(db => db.Set<DevStripeIntent>().SingleAsync(x => x.Currency == code.ToLower()))
            ).Amount.ShouldBe(sent);
        }
    }

    [EngineFact]
    [Rule("WAL-02", Part = "amounts")]
    public async Task What_stripe_would_refuse_is_refused_at_our_door_in_words()
    {
        var (_, http) = await NewClient();
        using var uneven = await Pay(http, "KWD", 5_124);
        (await Code(uneven)).ShouldBe("wallet.top-up-not-round");
        (await uneven.Content.ReadAsStringAsync()).ShouldContain("5.120");
        using var small = await Pay(http, "JPY", 49);
        (await Code(small)).ShouldBe("wallet.top-up-out-of-range");
        (await Read(db => db.Set<DevStripeIntent>().CountAsync())).ShouldBe(0);
    }

    [EngineFact]
    public async Task The_double_takes_and_refuses_as_the_table_says()
    {
        foreach (
            var (fields, code) in new[]
            {
                ("amount=30&currency=gbp", null),
                ("amount=29&currency=gbp", "amount_too_small"),
                ("amount=99999999&currency=gbp", null),
                ("amount=100000000&currency=gbp", "amount_too_large"),
                ("amount=999999999999&currency=idr", null),
                ("amount=5120&currency=kwd", null),
                ("amount=5124&currency=kwd", "parameter_invalid_integer"),
                ("amount=500&currency=isk", null),
                ("amount=550&currency=isk", "parameter_invalid_integer"),
                ("amount=500&currency=ugx", null),
                ("amount=501&currency=ugx", "parameter_invalid_integer"),
                ("amount=17545&currency=huf", null),
                ("amount=80045&currency=twd", null),
                ("amount=49&currency=jpy", "amount_too_small"),
                ("amount=50&currency=jpy", null),
                ("amount=50&currency=GBP", "invalid_currency"),
                ("amount=50&currency=xyz", "invalid_currency"),
                ("amount=50.5&currency=gbp", "parameter_invalid_integer"),
                ("amount=-50&currency=gbp", "parameter_invalid_integer"),
                ("amount=&currency=gbp", "parameter_invalid_integer"),
                ("amount=5000&currency=gbp&payment_method=pm_afterpay_clearpay", null),
                ("amount=5000&currency=eur&payment_method=pm_afterpay_clearpay", Incompatible),
                ("amount=5000&currency=pln&payment_method=pm_paypal", null),
                ("amount=5000&currency=kwd&payment_method=pm_paypal", Incompatible),
                ("amount=5000&currency=gbp&payment_method_types[0]=klarna", null),
                ("amount=5000&currency=jpy&payment_method_types[0]=klarna", Incompatible),
                ("amount=5000&currency=gbp&payment_method_types[0]=paypal&payment_method=pm_card_visa", Incompatible),
                ("amount=5000&currency=gbp&payment_method=pm_nobody", "resource_missing"),
            }
        )
        {
            var (status, body) = await Ask("payment_intents", fields);
            (status == 200 ? null : ErrorOf(body)).ShouldBe(code, fields);
        }
    }

    [EngineFact]
    public async Task A_key_answers_the_same_for_a_day_and_is_a_new_request_afterwards()
    {
        const string Good = "amount=5000&currency=gbp&payment_method=pm_card_visa&confirm=true";
        var first = (await Ask("payment_intents", Good, "k")).Body.GetProperty("id").GetString();
        (await Ask("payment_intents", Good, "k")).Body.GetProperty("id").GetString().ShouldBe(first);
        ErrorOf((await Ask("payment_intents", Good.Replace("5000", "6000"), "k")).Body).ShouldBe("idempotency_error");
        await Age("k", Day - 60_000_000);
        (await Ask("payment_intents", Good, "k")).Body.GetProperty("id").GetString().ShouldBe(first);
        await Age("k", 120_000_000);
        var second = (await Ask("payment_intents", Good, "k")).Body.GetProperty("id").GetString();
        second.ShouldNotBe(first);
        (await Ask("payment_intents", Good, "k")).Body.GetProperty("id").GetString().ShouldBe(second);
        // Nothing began, so nothing is remembered.
        (await Ask("payment_intents", "amount=1&currency=gbp", "bad")).Status.ShouldBe(400);
        (await Ask("payment_intents", Good, "bad")).Status.ShouldBe(200);
        (await Ask("payment_intents", Good, new string('k', 256))).Status.ShouldBe(400);
    }

    [EngineFact]
    [Rule("WAL-05", Part = "top-up")]
    public async Task A_retry_after_stripe_forgot_the_key_charges_nothing_again()
    {
        var (_, http) = await NewClient();
        App.Crash.Subject = "TopUpWallet";
        App.Crash.StopAt = "work.begun";
        using var died = await PostTopUp(http, 5_000, key: "late");
        died.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        await Run("wallet.dev-stripe-deliveries");
        await Run("wallet.retry-stripe-events");
        await Change(db =>
            db.Set<DevStripeAnswer>()
                .ExecuteUpdateAsync(x => x.SetProperty(y => y.CreatedAtMicros, y => y.CreatedAtMicros - (2 * Day)))
        );
        (await TopUp(http, 5_000, key: "late")).Status.ShouldBe(TopUpStatus.Succeeded);
        (await Read(db => db.Set<DevStripeIntent>().CountAsync())).ShouldBe(1);
        (await Balance(http)).Posted.ShouldBe(5_000);
    }

    [EngineFact]
    public async Task A_hold_is_captured_within_its_window_or_lapses()
    {
        const string Held = "amount=5000&currency=gbp&payment_method=pm_card_visa&confirm=true&capture_method=manual";
        foreach (var (days, status) in new[] { (6.99, 200), (7.01, 400) })
        {
            var id = (await Ask("payment_intents", Held)).Body.GetProperty("id").GetString()!;
            ErrorOf((await Ask($"payment_intents/{id}/capture", "amount_to_capture=5001")).Body)
                .ShouldBe("amount_too_large");
            var passed = (long)(days * Day);
            await Change(db =>
                db.Set<DevStripeIntent>()
                    .Where(x => x.Id == id)
                    .ExecuteUpdateAsync(x =>
                        x.SetProperty(y => y.CaptureBeforeMicros, y => y.CaptureBeforeMicros - passed)
                    )
            );
            (await Ask($"payment_intents/{id}/capture", "")).Status.ShouldBe(status);
            (await Read(db => db.Set<DevStripeIntent>().SingleAsync(x => x.Id == id))).Status.ShouldBe(
                status == 200 ? "succeeded" : "canceled"
            );
        }
    }

    private const string Incompatible = "payment_intent_incompatible_payment_method";

    private static Task<HttpResponseMessage> Pay(HttpClient http, string currency, long minor) =>
        Post(http, "api/v1/wallet/top-ups", new TopUpBody(new Money(minor, Currency.Of(currency)), "pm_card_visa"));

    private async Task<(int Status, JsonElement Body)> Ask(string path, string fields, string? key = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"dev/stripe/v1/{path}");
        request.Content = new StringContent(fields, null, "application/x-www-form-urlencoded");
        request.Headers.Authorization = new("Bearer", "sk_test_rules");
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        using var answer = await App.Http.SendAsync(request);
        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return ((int)answer.StatusCode, body.RootElement.Clone());
    }

    private static string? ErrorOf(JsonElement body) => body.GetProperty("error").GetProperty("code").GetString();

    private Task<int> Change(Func<WalletDbContext, Task<int>> change) =>
        Read(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var rows = await change(db);
            await transaction.CommitAsync();
            return rows;
        });

    private Task<int> Age(string key, long micros) =>
        Change(db =>
            db.Set<DevStripeAnswer>()
                .Where(x => x.Key == key)
                .ExecuteUpdateAsync(x => x.SetProperty(y => y.CreatedAtMicros, y => y.CreatedAtMicros - micros))
        );
}

public sealed class SqliteStripeRulesTests() : StripeRulesSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresStripeRulesTests() : StripeRulesSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerStripeRulesTests() : StripeRulesSuite(Engine.SqlServer);

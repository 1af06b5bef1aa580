using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Gateways.Stripe.Development;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>What the webhook lets in, and that nothing it lets in counts twice (WAL-06).</summary>
public abstract class WebhookSuite(Engine engine)
    : WalletSuite(engine, ("Wallet:Stripe:WebhookSecrets:0", New), ("Wallet:Stripe:WebhookSecrets:1", Old))
{
    private const string New = "whsec_new";
    private const string Old = "whsec_old";
    private const string Body = """
        {"id":"evt_x","object":"event","type":"customer.created",
        "data":{"object":{"id":"cus_1","object":"customer"}}}
        """;

    private long Now => App.Services.GetRequiredService<SystemTime>().Now.ToUnixTimeSeconds();

    [EngineFact]
    [Rule("WAL-06", Part = "signature")]
    public async Task Forged_altered_old_future_and_foreign_signatures_are_refused_and_two_secrets_work()
    {
        var good = EventUtility.GenerateSignatureHeader(Body, New, Now);
        (await Deliver(Body, $"t={Now},v1={new string('0', 64)}")).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body + " ", good)).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body, Signed(New, Now - 305))).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body, Signed(New, Now + 305))).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body, Signed("whsec_unknown", Now))).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body, "nonsense")).ShouldBe(HttpStatusCode.BadRequest);
        (await Deliver(Body, null)).ShouldBe(HttpStatusCode.BadRequest);
        (await Read(db => db.StripeEvents.CountAsync())).ShouldBe(0);
        (await Deliver(Body, good)).ShouldBe(HttpStatusCode.OK);
        (await Deliver(Body, Signed(Old, Now))).ShouldBe(HttpStatusCode.OK);
        (await Deliver(Body, $"{Signed("whsec_unknown", Now)},{Signed(Old, Now).Split(',')[1]}")).ShouldBe(
            HttpStatusCode.OK
        );
        (await Read(db => db.StripeEvents.SingleAsync())).State.ShouldBe(StripeEventState.Ignored);
    }

    [EngineFact]
    [Rule("WAL-06", Part = "duplicates")]
    public async Task The_same_event_five_times_at_once_is_one_ledger_transaction()
    {
        await Tell(new(DelaySeconds: 3_600, Drop: true));
        var (_, http) = await NewClient();
        await TopUp(http, 5_000);
        await Run("wallet.dev-stripe-deliveries");
        var payload = await Read(db =>
            db.Set<DevStripeDelivery>()
                .Where(x => x.Type == "payment_intent.succeeded")
                .Select(x => x.Payload)
                .SingleAsync()
        );
        var answers = await Together(5, _ => Deliver(payload, Signed(New, Now, payload)));
        answers.ShouldAllBe(x => x == HttpStatusCode.OK);
        (await Journals()).ShouldBe(1);
        (await Balance(http)).Posted.ShouldBe(5_000);
        (await Read(db => db.StripeEvents.SingleAsync())).State.ShouldBe(StripeEventState.Processed);
    }

    [EngineFact]
    public async Task An_event_about_somebody_elses_payment_is_let_be()
    {
        var body = Body.Replace("customer.created", "payment_intent.succeeded")
            .Replace("\"id\":\"cus_1\",\"object\":\"customer\"", "\"id\":\"pi_foreign\",\"object\":\"payment_intent\"");
        (await Deliver(body, Signed(New, Now, body))).ShouldBe(HttpStatusCode.OK);
        (await Read(db => db.StripeEvents.SingleAsync())).State.ShouldBe(StripeEventState.Ignored);
    }

    /// <summary>Bodies that anybody who holds the secret could send, and Stripe never should.</summary>
    private static List<string> StrangeBodies =>
        [
            "",
            " ",
            "{}",
            "null",
            "[]",
            "\"x\"",
            "5",
            "true",
            "{",
            "{\"id\":\"evt_1\"}",
            Strange("\"data\":null"),
            Strange("\"data\":5"),
            Strange("\"data\":[]"),
            Strange("\"data\":{}"),
            Strange("\"data\":{\"object\":null}"),
            Strange("\"data\":{\"object\":5}"),
            Strange("\"data\":{\"object\":\"pi_1\"}"),
            Strange("\"data\":{\"object\":[]}"),
            Strange("\"data\":{\"object\":{}}"),
            Strange("\"data\":{\"object\":{\"object\":\"charge\",\"id\":\"ch_1\"}}"),
            Strange("\"created\":1e300," + Intent("")),
            Strange("\"created\":-1," + Intent("")),
            Strange("\"created\":253402300800," + Intent("")),
            Strange("\"created\":\"now\"," + Intent("")),
            Strange("\"created\":1.5," + Intent("")),
            Strange(Intent(",\"amount\":-1")),
            Strange(Intent(",\"amount\":\"5000\"")),
            Strange(Intent(",\"amount\":50.5")),
            Strange(Intent(",\"amount\":1000000000000")),
            Strange(Intent(",\"amount\":99999999999999999999")),
            Strange(Intent(",\"amount_received\":{}")),
            Strange("\"data\":{\"object\":{\"object\":\"payment_intent\",\"id\":7}}"),
            Strange("\"data\":{\"object\":{\"object\":\"payment_intent\",\"id\":\"pi_\\u0000\"}}"),
            Strange("\"data\":{\"object\":{\"object\":\"payment_intent\",\"id\":\"\\ud800\"}}"),
            Strange(Intent("")).Replace("evt_1", new string('e', 256)),
            Strange(Intent("")).Replace("evt_1", "evt 1"),
            Strange(Intent("")).Replace("\"evt_1\"", "1"),
            Strange(Intent("")).Replace("payment_intent.succeeded", ""),
            Strange(Intent("")).Replace("\"payment_intent.succeeded\"", "null"),
            Strange("\"data\":{\"object\":{\"object\":\"payout\",\"id\":\"po_1\",\"amount\":\"x\"}}")
                .Replace("payment_intent.succeeded", "payout.paid"),
            Strange("\"deep\":" + new string('[', 500) + new string(']', 500) + "," + Intent("")),
            new string('[', 500_000),
            "\0\0\0",
        ];

    [EngineFact]
    public async Task A_strange_body_with_a_good_signature_is_400_and_kept_for_staff_and_nothing_is_done()
    {
        var bodies = StrangeBodies;
        foreach (var body in bodies)
        {
            var status = await Deliver(body, Signed(New, Now, body));
            status.ShouldBe(HttpStatusCode.BadRequest, body[..Math.Min(body.Length, 200)]);
        }

        using var twice = await Send(bodies[2], Signed(New, Now, bodies[2]));
        ((int)twice.StatusCode, await Code(twice)).ShouldBe((400, "wallet.webhook-body"));
        (await Read(db => db.StripeEvents.CountAsync())).ShouldBe(0);
        (await Journals()).ShouldBe(0);
        var finance = await App.Client(await App.Staff(Roles.Finance));
        var seen = await Get<Page<StrangeMessageAnswer>>(finance, "api/v1/wallet/stripe/strange-messages?limit=100");
        seen!.Items.Count.ShouldBe(bodies.Count);
        seen.Items.ShouldAllBe(x => x.Reason.Length > 10 && x.Excerpt.Length <= 4_000);
        var empty = seen.Items.Single(x => x.Excerpt == "{}");
        (empty.Times, empty.Length).ShouldBe((2, 2));
        var (_, client) = await NewClient();
        using var not = await client.GetAsync("api/v1/wallet/stripe/strange-messages");
        not.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    [EngineFact]
    public async Task A_type_nobody_knows_and_members_nobody_reads_stay_200()
    {
        foreach (
            var body in new[]
            {
                Strange("\"data\":{\"object\":{\"object\":\"unicorn\",\"id\":\"uni_1\",\"amount\":\"x\"}}")
                    .Replace("payment_intent.succeeded", "unicorn.seen"),
                Strange(Intent(",\"amount\":5000,\"currency\":\"brl\",\"new_member\":{\"x\":[1,null]}"))
                    .Replace("evt_1", "evt_2"),
                Strange("\"created\":1700000000,\"livemode\":false," + Intent(",\"amount\":null"))
                    .Replace("evt_1", "evt_3"),
            }
        )
        {
            (await Deliver(body, Signed(New, Now, body))).ShouldBe(HttpStatusCode.OK, body);
        }

        (await Read(db => db.StripeEvents.CountAsync(x => x.State == StripeEventState.Ignored))).ShouldBe(3);
        (await Read(db => db.StrangeStripeMessages.CountAsync())).ShouldBe(0);
    }

    [EngineFact]
    [Rule("WAL-06", Part = "duplicates")]
    public async Task A_second_payment_of_one_top_up_is_kept_for_staff_and_not_booked()
    {
        var (_, http) = await NewClient();
        var topUp = await TopUp(http, 5_000);
        var other = await Read(async db =>
        {
            var real = await db.Set<DevStripeIntent>().AsNoTracking().SingleAsync();
            var copy = new DevStripeIntent
            {
                Id = "pi_other",
                Amount = real.Amount,
                Currency = real.Currency,
                CaptureMethod = real.CaptureMethod,
                ClientSecret = "pi_other_secret",
                Metadata = real.Metadata,
                CreatedAtMicros = real.CreatedAtMicros,
                Status = "succeeded",
            };
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Add(copy);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return copy;
        });
        var body = Strange(Intent("")).Replace("pi_1", other.Id);
        (await Deliver(body, Signed(New, Now, body))).ShouldBe(HttpStatusCode.OK);
        (await Read(db => db.StripeEvents.SingleAsync(x => x.Id == "evt_1"))).State.ShouldBe(StripeEventState.Strange);
        (await Read(db => db.StrangeStripeMessages.SingleAsync())).Excerpt.ShouldContain("pi_other");
        (await Balance(http)).Posted.ShouldBe(5_000);
        topUp.Status.ShouldBe(TopUpStatus.Succeeded);
    }

    private static string Strange(string members) =>
        $"{{\"id\":\"evt_1\",\"object\":\"event\",\"type\":\"payment_intent.succeeded\",{members}}}";

    private static string Intent(string members) =>
        $"\"data\":{{\"object\":{{\"object\":\"payment_intent\",\"id\":\"pi_1\"{members}}}}}";

    [EngineTheory]
    [InlineData("payment_intent.succeeded", "payment_intent", "")]
    [InlineData("payment_intent.succeeded", "payment_intent", "  ")]
    [InlineData("payout.paid", "payout", "")]
    public async Task A_signed_event_that_names_nothing_is_never_asked_for(string type, string kind, string id)
    {
        var body = Body.Replace("customer.created", type)
            .Replace("\"id\":\"cus_1\",\"object\":\"customer\"", $"\"id\":\"{id}\",\"object\":\"{kind}\"");
        // One of an older release stands there too.
        await Write(new StripeEvent("evt_old", type, id, 0));
        await Deliver(body, Signed(New, Now, body));
        (await App.Drain()).Drained.ShouldBeTrue();
        (await Read(db => db.StripeEvents.ToListAsync())).ShouldAllBe(x => x.State == StripeEventState.Ignored);
    }

    [EngineFact]
    public async Task What_Stripe_cannot_answer_is_asked_a_few_times_and_verify_says_that_it_does_not_agree()
    {
        await Write(new StripeEvent("evt_lost", "payment_intent.succeeded", "pi_1", 0));
        await using var cutOff = await App.Again(
            settings: [("Wallet:Stripe:ApiBase", "http://127.0.0.1:9"), ("Messaging:DrainPatience", "00:00:03")]
        );
        var said = new StringWriter();
        (await Verifying.Check(cutOff.Services, wait: true, said, CancellationToken.None)).ShouldBeFalse();
        said.ToString().ShouldContain("waits  wallet.retry-stripe-events: 1");
        said.ToString().ShouldContain("Something does not agree.");
        (await Read(db => db.StripeEvents.SingleAsync())).Tries.ShouldBeLessThan(15);
    }

    private Task Write(StripeEvent received) =>
        Read(async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.StripeEvents.Add(received);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return Done.Value;
        });

    private static string Signed(string secret, long at, string body = Body) =>
        EventUtility.GenerateSignatureHeader(body, secret, at);

    private async Task<HttpStatusCode> Deliver(string body, string? signature)
    {
        using var answer = await Send(body, signature);
        return answer.StatusCode;
    }

    private async Task<HttpResponseMessage> Send(string body, string? signature)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/stripe")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        return await App.Http.SendAsync(request);
    }
}

public sealed class SqliteWebhookTests() : WebhookSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresWebhookTests() : WebhookSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerWebhookTests() : WebhookSuite(Engine.SqlServer);

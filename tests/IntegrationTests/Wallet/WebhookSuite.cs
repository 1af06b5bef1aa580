using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Stripe;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Cli;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Domain;
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
        using var request = new HttpRequestMessage(HttpMethod.Post, "webhooks/stripe")
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        if (signature is not null)
        {
            request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
        }

        using var response = await App.Http.SendAsync(request);
        return response.StatusCode;
    }
}

public sealed class SqliteWebhookTests() : WebhookSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresWebhookTests() : WebhookSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerWebhookTests() : WebhookSuite(Engine.SqlServer);

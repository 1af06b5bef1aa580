using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Gateways.Stripe;

namespace Telehealth.UnitTests.Wallet;

/// <summary>The signed event Stripe publishes with its libraries, byte by byte.</summary>
public class StripeSignatureTests
{
    private const long SignedAt = 1_533_204_620;

    private const string Header = "t=1533204620,v1=2220f87ef101a04665f11cdf770523143f875572008577fa0f20882ddb9cc3c7";

    private const string Body = """
        {
          "id": "evt_123",
          "object": "event",
          "account": "acct_123",
          "api_version": "2017-05-25",
          "created": 1533204620,
          "data": {
            "object": {
              "id": "cus_123",
              "object": "customer",
              "created": 123456789,
              "email": "test@stripe.com",
              "livemode": false,
              "metadata": {}
            }
          },
          "livemode": false,
          "pending_webhooks": 1,
          "request": {
            "id": "req_123",
            "idempotency_key": "idempotency-key-123"
          },
          "type": "customer.created"
        }

        """;

    [Theory]
    [Rule("WAL-06", Part = "signature")]
    [InlineData(0, true)]
    [InlineData(300, true)]
    [InlineData(-300, true)]
    [InlineData(301, false)]
    [InlineData(-301, false)]
    public void The_published_event_is_let_in_within_the_tolerance(int secondsLater, bool accepted) =>
        Check(Body, secondsLater, "other", "webhook_secret").ShouldBe(accepted);

    [Fact]
    public void One_more_space_or_another_secret_is_refused()
    {
        Check(Body + " ", 0, "webhook_secret").ShouldBeFalse();
        Check(Body, 0, "other").ShouldBeFalse();
        Check(Body, 0).ShouldBeFalse();
    }

    private static bool Check(string body, int secondsLater, params string[] secrets)
    {
        var options = new WalletOptions { Stripe = { WebhookSecrets = [.. secrets] } };
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(SignedAt + secondsLater));
        return new StripeSignature(Options.Create(options), new SystemTime(time)).Holds(body, Header);
    }
}

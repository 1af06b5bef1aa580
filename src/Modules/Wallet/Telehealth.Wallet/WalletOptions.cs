using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Stripe;

namespace Telehealth.Wallet;

/// <summary>Configuration section <c>Wallet</c>.</summary>
internal sealed class WalletOptions
{
    /// <summary>How Stripe is reached.</summary>
    public StripeSettings Stripe { get; set; } = new();

    /// <summary>Currencies a wallet can be topped up in (ISO 4217), each with its limits.</summary>
    public Dictionary<string, TopUpLimits> TopUps { get; set; } = [];

    /// <summary>Accounts of the platform that payouts go out of.</summary>
    public List<PayingAccountSettings> PayingAccounts { get; set; } = [];

    /// <summary>Business days after the pay date until a bank's silence makes a payout unknown.</summary>
    public int BankAnswersWithinBusinessDays { get; set; } = 5;

    /// <summary>How providers are paid.</summary>
    public PayoutSettings Payouts { get; set; } = new();

    /// <summary>Postings an account's tail may grow by before a snapshot is taken.</summary>
    public int SnapshotAfterPostings { get; set; } = 1_000;

    /// <summary>True when Stripe is our own development double: the host refuses this outside Development.</summary>
    public bool IsDevelopmentDouble =>
        Stripe.ApiBase?.TrimEnd('/').EndsWith("/dev/stripe", StringComparison.OrdinalIgnoreCase) == true;
}

/// <summary>How Stripe is reached.</summary>
internal sealed class StripeSettings
{
    /// <summary>The secret key.</summary>
    public string ApiKey { get; set; } = "";

    /// <summary>True where a test key of Stripe's is meant: a staging host, where no money is real.</summary>
    public bool AllowTestKey { get; set; }

    /// <summary>Stripe's own when empty; a path such as <c>/dev/stripe</c> stands on our own origin.</summary>
    public string? ApiBase { get; set; }

    /// <summary>The endpoint's signing secrets: several while one is being replaced.</summary>
    public List<string> WebhookSecrets { get; set; } = [];

    /// <summary>How old, or how far in the future, a webhook's time stamp may be.</summary>
    public int ToleranceSeconds { get; set; } = 300;

    /// <summary>How long a person waits for Stripe before being asked to try again.</summary>
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>What keeps these settings from moving real money; the host ends with it outside Development.</summary>
    public IEnumerable<string> NotForProduction()
    {
        if (WebhookSecrets.Count == 0 || WebhookSecrets.Exists(string.IsNullOrWhiteSpace))
        {
            yield return "Wallet:Stripe:WebhookSecrets lacks a secret: anybody could say that money came.";
        }

        var isTest =
            ApiKey.StartsWith("sk_test_", StringComparison.Ordinal)
            || ApiKey.StartsWith("rk_test_", StringComparison.Ordinal);
        if (string.IsNullOrWhiteSpace(ApiKey) || (isTest && !AllowTestKey))
        {
            yield return "Wallet:Stripe:ApiKey is missing or a test key, which moves no real money. "
                + "Say Wallet:Stripe:AllowTestKey=true too if this is a staging host.";
        }

        if (!string.IsNullOrWhiteSpace(ApiBase) && !ApiBase.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Wallet:Stripe:ApiBase must be an https address: it carries the secret key.";
        }
    }
}

/// <summary>The least and the most one top-up may be, in minor units.</summary>
internal sealed class TopUpLimits
{
    /// <summary>The least.</summary>
    public long MinimumMinor { get; set; }

    /// <summary>The most.</summary>
    public long MaximumMinor { get; set; }

    /// <summary>True when Stripe takes the least and the most of it; the host does not start otherwise.</summary>
    public bool IsTakenByStripe(string code) =>
        Currency.TryParse(code, out var currency)
        && MinimumMinor <= MaximumMinor
        && StripeAmounts.Refusal(new(MinimumMinor, currency)) is null
        && StripeAmounts.Refusal(new(MaximumMinor, currency)) is null;
}

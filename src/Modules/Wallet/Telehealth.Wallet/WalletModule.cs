using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Features.Covers;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Gateways.Stripe.Development;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet;

/// <summary>The one ledger, the covers on it, and the ways money comes in.</summary>
public sealed class WalletModule : Module
{
    /// <inheritdoc/>
    public override string Name => "wallet";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(WalletDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteWalletDbContext), typeof(SqlServerWalletDbContext), typeof(PostgresWalletDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [new("wallet.ledger.read", Roles.Finance, Roles.PayoutApprover), new("wallet.journals.reverse", Roles.Finance)];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<WalletOptions>()
            .Bind(configuration.GetSection("Wallet"))
            .PostConfigure(AddUsualLimits)
            .Validate(x => x.Stripe.ApiKey.Length > 0, "Wallet:Stripe:ApiKey is missing.")
            .Validate(x => x.Stripe.WebhookSecrets.Count > 0, "Wallet:Stripe:WebhookSecrets is empty.")
            .ValidateOnStart();
        services
            .AddHttpClient(StripePayments.HttpClientName)
            .ConfigureHttpClient(
                (sp, http) =>
                    http.Timeout = TimeSpan.FromSeconds(
                        sp.GetRequiredService<IOptions<WalletOptions>>().Value.Stripe.TimeoutSeconds
                    )
            );
        services.AddScoped<LedgerBook>();
        services.AddScoped<WithdrawableFloor>();
        services.AddScoped<CoverRelease>();
        services.AddScoped<SettlementReader>();
        services.AddScoped<TopUpSettlement>();
        services.AddSingleton<StripePayments>();
        services.AddSingleton<StripeSignature>();
        services.AddScoped<DevStripeApi>();
        services.AddScoped<DevStripeIntents>();
    }

    /// <inheritdoc/>
    public override IEnumerable<string> NotForProduction(IConfiguration configuration)
    {
        var options = configuration.GetSection("Wallet").Get<WalletOptions>() ?? new WalletOptions();
        if (options.IsDevelopmentDouble)
        {
            yield return "Wallet:Stripe:ApiBase is the stand-in for Stripe, which moves no real money.";
        }

        if (options.Stripe.WebhookSecrets.Exists(x => x.Contains("development", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "Wallet:Stripe:WebhookSecrets holds the development's secret, which is public.";
        }
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root)
    {
        StripeWebhook.Map(root);
        if (root.ServiceProvider.GetRequiredService<IOptions<WalletOptions>>().Value.IsDevelopmentDouble)
        {
            DevStripeRoutes.Map(root);
        }
    }

    private static void AddUsualLimits(WalletOptions options)
    {
        if (options.TopUps.Count == 0)
        {
            options.TopUps["GBP"] = new() { MinimumMinor = 500, MaximumMinor = 200_000 };
            options.TopUps["EUR"] = new() { MinimumMinor = 500, MaximumMinor = 200_000 };
        }
    }
}

using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Wallet.Areas.Finance;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Features.BankDetails;
using Telehealth.Wallet.Features.Covers;
using Telehealth.Wallet.Features.Earnings;
using Telehealth.Wallet.Features.Funds;
using Telehealth.Wallet.Features.Ledger;
using Telehealth.Wallet.Features.Payouts;
using Telehealth.Wallet.Features.TopUps;
using Telehealth.Wallet.Features.Withdrawals;
using Telehealth.Wallet.Gateways.Calendar;
using Telehealth.Wallet.Gateways.Stripe;
using Telehealth.Wallet.Gateways.Stripe.Development;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet;

/// <summary>The one ledger, the covers on it, and the ways money comes in.</summary>
public sealed class WalletModule : Module
{
    internal const string ManageBankDetails = "wallet.bank-details.manage";

    /// <inheritdoc/>
    public override string Name => "wallet";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(WalletDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteWalletDbContext), typeof(SqlServerWalletDbContext), typeof(PostgresWalletDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [
            new("wallet.ledger.read", Roles.Finance, Roles.PayoutApprover),
            new("wallet.journals.reverse", Roles.Finance),
            new("wallet.payouts.prepare", Roles.Finance),
            new("wallet.payouts.approve", Roles.PayoutApprover),
            new("wallet.bank-answers.import", Roles.Finance),
            new(ManageBankDetails, Roles.Provider),
            new("wallet.payouts.read", Roles.Finance, Roles.PayoutApprover),
            new("wallet.invoices.decide", Roles.Finance),
        ];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [new(40, "/wallet/earnings", "Earnings", Roles.Provider), .. FinanceMenu.Entries];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<WalletOptions>()
            .Bind(configuration.GetSection("Wallet"))
            .PostConfigure(AddUsualLimits)
            .Validate(x => x.Stripe.ApiKey.Length > 0, "Wallet:Stripe:ApiKey is missing.")
            .Validate(x => x.Stripe.WebhookSecrets.Count > 0, "Wallet:Stripe:WebhookSecrets is empty.")
            .Validate(
                x =>
                    x.PayingAccounts.TrueForAll(y => y.IsWhole)
                    && x.PayingAccounts.DistinctBy(y => y.Id).Count() == x.PayingAccounts.Count,
                "Wallet:PayingAccounts has an entry that is not whole, or two with one id."
            )
            .Validate(
                x => x.TopUps.All(y => y.Value.IsTakenByStripe(y.Key)),
                "Wallet:TopUps: Stripe takes less than that."
            )
            .Validate(x => BankHolidays.CanRead(x.Payouts), "Wallet:Payouts names no zone or list of holidays.")
            .ValidateOnStart();
        services
            .AddHttpClient(StripeDoor.HttpClientName)
            .ConfigureHttpClient(
                (sp, http) =>
                    http.Timeout = TimeSpan.FromSeconds(
                        sp.GetRequiredService<IOptions<WalletOptions>>().Value.Stripe.TimeoutSeconds
                    )
            );
        AddBankDetails(services, configuration);
        services.AddScoped<LedgerBook>();
        services.AddScoped<WithdrawableFloor>();
        AddPayouts(services);
        services.AddScoped<EarningTaking>();
        services.AddScoped<InvoiceModes>();
        services.AddScoped<PayeeNames>();
        services.AddScoped<PayoutScheduling>();
        services.AddSingleton(sp =>
            BankHolidays.Calendar(sp.GetRequiredService<IOptions<WalletOptions>>().Value.Payouts)
        );
        services.AddScoped<CreditOrders>();
        services.AddScoped<CoverRelease>();
        services.AddScoped<SettlementReader>();
        services.AddScoped<CoverSettling>();
        services.AddScoped<TopUpSettlement>();
        services.AddSingleton<StripeDoor>();
        services.AddSingleton<StripePayments>();
        services.AddSingleton<StripePayouts>();
        services.AddSingleton<StripeSignature>();
        services.AddScoped<DevStripeApi>();
        services.AddScoped<DevStripeNews>();
        services.AddScoped<DevStripeIntents>();
        services.AddScoped<DevStripePayouts>();
    }

    /// <inheritdoc/>
    public override IEnumerable<string> NotForProduction(IConfiguration configuration)
    {
        var options = configuration.GetSection("Wallet").Get<WalletOptions>() ?? new WalletOptions();
        if (options.IsDevelopmentDouble)
        {
            yield return "Wallet:Stripe:ApiBase is the stand-in for Stripe, which moves no real money.";
        }

        if (options.PayingAccounts.Exists(x => x.IsDevelopment))
        {
            yield return "Wallet:PayingAccounts holds the development's account, which no bank knows.";
        }

        if (options.Stripe.WebhookSecrets.Exists(x => x.Contains("development", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "Wallet:Stripe:WebhookSecrets holds the development's secret, which is public.";
        }

        foreach (var reason in options.Stripe.NotForProduction())
        {
            yield return reason;
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

    private static void AddPayouts(IServiceCollection services)
    {
        services.AddSingleton<PayingAccounts>();
        services.AddSingleton<ExecutionDates>();
        services.AddScoped<DuePayouts>();
        services.AddScoped<FrozenOrders>();
        services.AddScoped<SecondPerson>();
        services.AddScoped<PayoutSending>();
        services.AddScoped<PayoutSettlement>();
        services.AddScoped<AnsweredFiles>();
        services.AddScoped<AnswerTaking>();
        services.AddScoped<BankAnswerSteps>();
        services.AddScoped<BankAnswerImport>();
    }

    private static void AddBankDetails(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<BankDetailsOptions>()
            .Bind(configuration.GetSection("Wallet:Payouts"))
            .Validate(x => x.CoolingHours >= 0, "Wallet:Payouts:CoolingHours is below zero.")
            .Validate(x => IsThere(x.ModulusFile), "Wallet:Payouts:ModulusFile is not there.")
            .Validate(x => IsThere(x.SubstitutionFile), "Wallet:Payouts:SubstitutionFile is not there.")
            .ValidateOnStart();
        services.AddSingleton(sp =>
        {
            var files = sp.GetRequiredService<IOptions<BankDetailsOptions>>().Value;
            return UkModulusTable.Load(files.ModulusFile, files.SubstitutionFile);
        });
        services.AddSingleton<UkModulusCheck>();
        services.AddSingleton<AccountReader>();
        services.AddScoped<Payees>();
        services.AddScoped<FreshCode>();
    }

    private static bool IsThere(string? file) => string.IsNullOrWhiteSpace(file) || File.Exists(file);

    private static void AddUsualLimits(WalletOptions options)
    {
        if (options.TopUps.Count == 0)
        {
            options.TopUps["GBP"] = new() { MinimumMinor = 500, MaximumMinor = 200_000 };
            options.TopUps["EUR"] = new() { MinimumMinor = 500, MaximumMinor = 200_000 };
        }

        if (options.Payouts.MinimumMinor.Count == 0)
        {
            options.Payouts.MinimumMinor["GBP"] = 1_000;
        }
    }
}

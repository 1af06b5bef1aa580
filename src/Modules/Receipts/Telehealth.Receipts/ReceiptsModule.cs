using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Receipts.Features.Agreements;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.ProviderDocuments;
using Telehealth.Receipts.Features.Verification;
using Telehealth.Receipts.Features.Waiting;
using Telehealth.Receipts.Persistence;
using Telehealth.Receipts.Templates;

namespace Telehealth.Receipts;

/// <summary>The documents the platform issues, in whose name they are, and how anybody can check them.</summary>
public sealed class ReceiptsModule : Module
{
    internal const string ReadAll = "receipts.documents.read";

    internal const string Agree = "receipts.self-billing.agree";

    /// <inheritdoc/>
    public override string Name => "receipts";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(ReceiptsDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteReceiptsDbContext), typeof(SqlServerReceiptsDbContext), typeof(PostgresReceiptsDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [
            new(ReadAll, Roles.Finance),
            new(Agree, Roles.Provider),
            new("receipts.credit-notes.issue", Roles.Finance),
            new("receipts.renderings.retry", Roles.Finance, Roles.Operations),
        ];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [new(600, "/receipts/documents", "Documents", Roles.Client, Roles.Provider, Roles.Finance)];

    /// <inheritdoc/>
    public override IEnumerable<string> NotForProduction(IConfiguration configuration)
    {
        var platform = configuration.GetSection("Receipts:Platform").Get<PlatformOptions>() ?? new PlatformOptions();
        if (platform.AddressLines.Count == 0)
        {
            yield return "Receipts:Platform:AddressLines is empty: every document names the platform and its address.";
        }

        if (platform.AddressLines.Exists(x => x.Contains("development", StringComparison.OrdinalIgnoreCase)))
        {
            yield return "Receipts:Platform holds the development's address and VAT number, which nobody has.";
        }
    }

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services
            .AddOptions<ReceiptsOptions>()
            .Bind(configuration.GetSection("Receipts"))
            .Validate(
                x => x.Platform.SeriesCode is { Length: >= 2 and <= 5 } code && code.All(char.IsAsciiLetterOrDigit),
                "Receipts:Platform:SeriesCode must be 2 to 5 letters or digits."
            )
            .Validate(
                x => DateTimeZoneProviders.Tzdb.GetZoneOrNull(x.Platform.TimeZone) is not null,
                "Receipts:Platform:TimeZone must be an IANA zone."
            )
            .Validate(
                x =>
                    new[] { x.Platform.Name, x.Platform.LegalName, x.Platform.VatNumber ?? "" }
                        .Concat(x.Platform.AddressLines)
                        .All(DocumentLetters.CanCarry),
                "Receipts:Platform is printed on every document, whose fonts have Latin letters only."
            )
            .ValidateOnStart();
        services.AddSingleton<DocumentRenderer>();
        services.AddScoped<Numbering>();
        services.AddScoped<Letterhead>();
        services.AddScoped<ReceiptComposer>();
        services.AddScoped<CommissionComposer>();
        services.AddScoped<SelfBilledComposer>();
        services.AddScoped<RemittanceComposer>();
        services.AddScoped<SelfBillingStanding>();
        services.AddScoped<WaitingRoom>();
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root) => VerificationPage.Map(root);
}

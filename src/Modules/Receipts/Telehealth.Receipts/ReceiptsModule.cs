using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Receipts.Features.Documents;
using Telehealth.Receipts.Features.Verification;
using Telehealth.Receipts.Persistence;
using Telehealth.Receipts.Templates;

namespace Telehealth.Receipts;

/// <summary>The documents the platform issues, in whose name they are, and how anybody can check them.</summary>
public sealed class ReceiptsModule : Module
{
    internal const string ReadAll = "receipts.documents.read";

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
            new("receipts.credit-notes.issue", Roles.Finance),
            new("receipts.renderings.retry", Roles.Finance, Roles.Operations),
        ];

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
            .ValidateOnStart();
        services.AddSingleton<DocumentRenderer>();
        services.AddScoped<Numbering>();
        services.AddScoped<ReceiptComposer>();
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root) => VerificationPage.Map(root);
}

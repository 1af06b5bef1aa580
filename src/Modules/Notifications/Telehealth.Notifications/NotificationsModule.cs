using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Notifications.Composing;
using Telehealth.Notifications.Features.Deliveries;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Features.Messages;
using Telehealth.Notifications.Gateways;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications;

/// <summary>Tells people what they must know: mail, text message, in the app.</summary>
public sealed class NotificationsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "notifications";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(NotificationsDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (
            typeof(SqliteNotificationsDbContext),
            typeof(SqlServerNotificationsDbContext),
            typeof(PostgresNotificationsDbContext)
        );

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [new Permission("notifications.deliveries.manage", Roles.Operations, Roles.Support)];

    /// <inheritdoc/>
    public override IEnumerable<string> NotForProduction(IConfiguration configuration)
    {
        if (string.IsNullOrWhiteSpace(configuration["Notifications:Mail:Host"]))
        {
            yield return "Notifications:Mail:Host names no mail server: mail would stay in the development mailbox.";
        }

        if (string.IsNullOrWhiteSpace(configuration["Notifications:Sms:Url"]))
        {
            yield return "Notifications:Sms:Url names no gateway: text messages would stay in the development folder.";
        }
        else if (!configuration["Notifications:Sms:Url"]!.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Notifications:Sms:Url must be an https address: codes and its key travel by it.";
        }

        if (string.Equals(configuration["Notifications:Mail:Security"], "None", StringComparison.OrdinalIgnoreCase))
        {
            yield return "Notifications:Mail:Security is None: mails and a password would travel in the clear.";
        }
    }

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.Configure<NotificationsOptions>(configuration.GetSection("Notifications"));
        services.AddScoped<Outgoing>();
        services.AddScoped<TeamOutgoing>();
        services.AddScoped<LetterWriter>();
        services.AddScoped<HubWords>();
        services.AddScoped<Postman>();
        services.AddScoped<TeamReports>();
        services.AddScoped<DeliveryRound>();
        services.AddSingleton<DeliveriesInHand>();
        services.AddSingleton<Envelope>();
        var options = configuration.GetSection("Notifications").Get<NotificationsOptions>() ?? new();
        if (string.IsNullOrWhiteSpace(options.Mail.Host))
        {
            var folder = DevelopmentFolders.Of(configuration, "mail");
            services.AddSingleton(new DevelopmentMailbox(folder));
            services.AddSingleton<IMailGateway>(sp => sp.GetRequiredService<DevelopmentMailbox>());
        }
        else
        {
            services.AddSingleton<IMailGateway, SmtpMailGateway>();
        }

        if (options.Sms.Url is null)
        {
            var folder = DevelopmentFolders.Of(configuration, "sms");
            services.AddSingleton(sp => new DevelopmentSmsBox(folder, sp.GetRequiredService<SystemTime>()));
            services.AddSingleton<ISmsGateway>(sp => sp.GetRequiredService<DevelopmentSmsBox>());
        }
        else
        {
            services.AddHttpClient(HttpSmsGateway.ClientName, x => x.Timeout = TimeSpan.FromSeconds(20));
            services.AddSingleton<ISmsGateway, HttpSmsGateway>();
        }
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root) => DevelopmentEndpoints.Map(root);
}

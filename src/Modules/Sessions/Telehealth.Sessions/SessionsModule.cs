using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions;

/// <summary>Holds booked sessions: who may enter when, who is there, what became of it.</summary>
public sealed class SessionsModule : Module
{
    /// <inheritdoc/>
    public override string Name => "sessions";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(SessionsDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteSessionsDbContext), typeof(SqlServerSessionsDbContext), typeof(PostgresSessionsDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [new Permission("sessions.calendar-feed.manage", Roles.Provider)];

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<JoinKeys>();
}

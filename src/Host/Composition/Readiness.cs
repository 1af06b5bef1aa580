using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>
/// /health/live: the process answers. /health/ready: it can work: database, leases, no old events waiting.
/// </summary>
internal static class Readiness
{
    private static readonly TimeSpan LongestLag = TimeSpan.FromMinutes(1);

    public static void AddReadiness(this IServiceCollection services) =>
        services
            .AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: ["ready"])
            .AddCheck<EventsFlow>("events", tags: ["ready"])
            .AddCheck<SignInPossible>("sign-in", tags: ["ready"]);

    public static void MapReadiness(this WebApplication app)
    {
        Map("/health/live", _ => false);
        Map("/health/ready", check => check.Tags.Contains("ready"));

        void Map(string path, Func<HealthCheckRegistration, bool> predicate) =>
            app.MapHealthChecks(path, new HealthCheckOptions { Predicate = predicate, ResponseWriter = Write })
                .AllowAnonymous()
                .DisableHttpMetrics();
    }

    private static Task Write(HttpContext http, HealthReport report) =>
        http.Response.WriteAsJsonAsync(
            new
            {
                status = report.Status.ToString().ToLowerInvariant(),
                checks = report.Entries.Select(entry => new
                {
                    name = entry.Key,
                    status = entry.Value.Status.ToString().ToLowerInvariant(),
                    says = entry.Value.Description,
                }),
            }
        );

    private sealed class DatabaseAnswers(PlatformDbContext db) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct) =>
            await db.Database.CanConnectAsync(ct)
                ? HealthCheckResult.Healthy("It answers.")
                : HealthCheckResult.Unhealthy("It does not answer.");
    }

    /// <summary>
    /// Cookies are Secure where the public origin is https: a host that sees every request as http, because it has
    /// neither a certificate nor a proxy it believes, lets nobody in.
    /// </summary>
    private sealed class SignInPossible(PublicOrigin origin, IConfiguration configuration) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct) =>
            Task.FromResult(
                origin.Base.Scheme == Uri.UriSchemeHttp || HasTls() || Proxies.AreKnown(configuration)
                    ? HealthCheckResult.Healthy("People can sign in.")
                    : HealthCheckResult.Unhealthy(
                        "Nobody can sign in: PublicOrigin is https, but this host listens on http alone and "
                            + "Proxies:Known names no proxy that could say otherwise."
                    )
            );

        private bool HasTls() =>
            configuration["urls"]!.Contains("https://", StringComparison.OrdinalIgnoreCase)
            || configuration
                .GetSection("Kestrel:Endpoints")
                .GetChildren()
                .Any(x => x["Url"]?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) == true);
    }

    /// <summary>
    /// Events that wait for long mean that no host holds the lease, or that the database is too slow.
    /// </summary>
    private sealed class EventsFlow(IReadOnlyList<Module> modules, IServiceProvider services, SystemTime time)
        : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            var slow = new List<string>();
            foreach (var module in modules)
            {
                var db = (ModuleDbContext)services.GetRequiredService(module.DbContextType);
                var oldest = await db
                    .Outbox.Where(x => x.DispatchedAtMicros == null)
                    .MinAsync(x => (long?)x.CommittedAtMicros, ct);
                if (oldest is null || TimeSpan.FromMicroseconds(time.NowMicros - oldest.Value) < LongestLag)
                {
                    continue;
                }

                var leased = await db.Leases.AnyAsync(x => x.ExpiresAtMicros > time.NowMicros, ct);
                slow.Add($"{module.Name} ({(leased ? "slow" : "no host holds its lease")})");
            }

            return slow.Count == 0
                ? HealthCheckResult.Healthy("No event waits for long.")
                : HealthCheckResult.Degraded($"Events wait in {string.Join(", ", slow)}.");
        }
    }
}

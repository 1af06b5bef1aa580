using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>
/// /health/live: the process answers. /health/ready: it can work: database, leases, no lane behind.
/// </summary>
internal static class Readiness
{
    public static void AddReadiness(this IServiceCollection services) =>
        services
            .AddHealthChecks()
            .AddCheck<DatabaseAnswers>("database", tags: ["ready"])
            .AddCheck<LanesFlow>("lanes", tags: ["ready"])
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
    /// What waits for longer than its lane may means that no host works it off, or that the database is too slow.
    /// </summary>
    private sealed class LanesFlow(LaneWatch watch) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken ct)
        {
            var behind = await watch.Look(ct);
            return behind.Count == 0
                ? HealthCheckResult.Healthy("Nothing waits for long.")
                : HealthCheckResult.Degraded($"Behind: {string.Join("; ", behind.Select(Say))}.");
        }

        private static string Say(LaneBehind x) =>
            $"lane {x.Lane.ToString().ToLowerInvariant()}, {x.What} for {x.For.TotalSeconds:F0} s"
            + (x.Leased ? "" : " (no host holds its lease)");
    }
}

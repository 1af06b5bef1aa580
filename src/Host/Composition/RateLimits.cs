using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Mvc;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.Host.Composition;

/// <summary>How many requests one caller may send. Configuration section <c>Limits</c>; 0 turns a limit off.</summary>
internal sealed class RateLimitOptions
{
    /// <summary>False where one caller is all there is: tests, the demo.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>API calls a minute for one person, partner or, signed out, address.</summary>
    public int PerMinute { get; set; } = 600;

    /// <summary>Sign-ins, sign-ups, token and password requests a minute from one address.</summary>
    public int SignInsPerMinute { get; set; } = 60;
}

/// <summary>
/// Fixed windows of a minute, told to the caller in the RateLimit headers (standards §5.3). Ours rather than the
/// framework's, whose limiter does not tell when its window ends. Counts per host: with several hosts behind a balancer
/// the limit is per host.
/// </summary>
internal sealed class RateLimits(RateLimitOptions options, SystemTime time)
{
    private const int WindowSeconds = 60;
    private const int MostCallers = 100_000;
    private readonly ConcurrentDictionary<(string Policy, string Caller), int> counts = new();
    private long current;

    public async Task Apply(HttpContext http, RequestDelegate next)
    {
        if (PolicyOf(http) is not var (policy, quota) || quota <= 0)
        {
            await next(http);
            return;
        }

        var now = time.Now.ToUnixTimeSeconds();
        StartWindow(now / WindowSeconds);
        var used = counts.AddOrUpdate((policy, CallerOf(http, policy)), 1, (_, count) => count + 1);
        var resets = WindowSeconds - (now % WindowSeconds);
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = $"\"{policy}\";q={quota};w={WindowSeconds}";
        headers["RateLimit"] = $"\"{policy}\";r={Math.Max(0, quota - used)};t={resets}";
        if (used <= quota)
        {
            await next(http);
            return;
        }

        headers.RetryAfter = resets.ToString(CultureInfo.InvariantCulture);
        await Refuse(http, resets);
    }

    private (string Policy, int Quota)? PolicyOf(HttpContext http)
    {
        if (!options.Enabled)
        {
            return null;
        }

        var path = http.Request.Path;
        var entering =
            path.StartsWithSegments("/connect/token")
            || path.StartsWithSegments("/identity")
            || path.StartsWithSegments("/api/v1/identity");
        if (entering && HttpMethods.IsPost(http.Request.Method) && http.User.Identity?.IsAuthenticated != true)
        {
            return ("sign-in", options.SignInsPerMinute);
        }

        return path.StartsWithSegments("/api") ? ("default", options.PerMinute) : null;
    }

    private static string CallerOf(HttpContext http, string policy) =>
        (
            policy == "default"
                ? http.User.FindFirstValue("sub") ?? http.User.FindFirstValue(ClaimTypes.NameIdentifier)
                : null
        )
        ?? http.Connection.RemoteIpAddress?.ToString()
        ?? "unknown";

    private void StartWindow(long window)
    {
        var seen = Interlocked.Exchange(ref current, window);
        if (seen != window || counts.Count > MostCallers)
        {
            counts.Clear();
        }
    }

    private static async Task Refuse(HttpContext http, long resets)
    {
        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
        if (!http.Request.Path.StartsWithSegments("/api") && !http.Request.Path.StartsWithSegments("/connect"))
        {
            return; // the status page shows it in the shell
        }

        await http
            .RequestServices.GetRequiredService<IProblemDetailsService>()
            .WriteAsync(
                new ProblemDetailsContext
                {
                    HttpContext = http,
                    ProblemDetails = new ProblemDetails
                    {
                        Type = "https://iana.org/assignments/http-problem-types#quota-exceeded",
                        Title = "Too many requests",
                        Status = StatusCodes.Status429TooManyRequests,
                        Detail = $"Wait {resets} seconds, then go on.",
                        Extensions = { ["code"] = "platform.quota-exceeded" },
                    },
                }
            );
    }
}

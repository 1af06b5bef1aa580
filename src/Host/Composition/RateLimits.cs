using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
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

    /// <summary>Sign-ins, sign-ups, token and password requests a minute from one address, signed in or not.</summary>
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

    /// <summary>
    /// Before anybody is recognised and anything is computed: who tries passwords, codes, secrets and tokens is counted
    /// by the network address alone, whatever else it brings along.
    /// </summary>
    public Task ApplyToEntry(HttpContext http, RequestDelegate next) =>
        options.Enabled && IsEntry(http)
            ? Apply(http, next, "sign-in", options.SignInsPerMinute, AddressOf(http))
            : next(http);

    /// <summary>API calls, by the person or partner, else by the address.</summary>
    public Task ApplyToApi(HttpContext http, RequestDelegate next) =>
        options.Enabled && http.Request.Path.StartsWithSegments("/api") && !IsEntry(http)
            ? Apply(http, next, "default", options.PerMinute, CallerOf(http))
            : next(http);

    private async Task Apply(HttpContext http, RequestDelegate next, string policy, int quota, string caller)
    {
        if (quota <= 0)
        {
            await next(http);
            return;
        }

        var now = time.Now.ToUnixTimeSeconds();
        StartWindow(now / WindowSeconds);
        // Whoever comes when the table is full shares one count: nobody empties it by coming from everywhere.
        var key = counts.Count < MostCallers || counts.ContainsKey((policy, caller)) ? caller : "others";
        var used = counts.AddOrUpdate((policy, key), 1, (_, count) => count + 1);
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

    private static bool IsEntry(HttpContext http)
    {
        var path = http.Request.Path;
        return HttpMethods.IsPost(http.Request.Method)
            && (
                path.StartsWithSegments("/connect")
                || path.StartsWithSegments("/identity")
                || (path.StartsWithSegments("/api/v1/identity") && IsOpen(http.GetEndpoint()))
            );
    }

    private static bool IsOpen(Endpoint? endpoint) => endpoint?.Metadata.GetMetadata<IAllowAnonymous>() is not null;

    private static string CallerOf(HttpContext http) =>
        http.User.FindFirstValue("sub") ?? http.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? AddressOf(http);

    // One caller of IPv6 has a whole network of addresses.
    private static string AddressOf(HttpContext http)
    {
        if (http.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private void StartWindow(long window)
    {
        var seen = Interlocked.Exchange(ref current, window);
        if (seen != window)
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

using Microsoft.AspNetCore.WebUtilities;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Composition;

/// <summary>
/// The headers every answer carries (standards §8): strict policy without inline code, no caching of what is
/// personal.
/// </summary>
internal static class SecurityHeaders
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
        + "connect-src 'self'; media-src 'self' blob:; manifest-src 'self'; object-src 'none'; base-uri 'none'; "
        + "frame-ancestors 'none'; form-action 'self'";

    public static IApplicationBuilder UseSecurityHeaders(this IApplicationBuilder app) =>
        app.Use(
            (http, next) =>
            {
                http.Response.OnStarting(() =>
                {
                    Write(http);
                    return Task.CompletedTask;
                });
                return next(http);
            }
        );

    private static void Write(HttpContext http)
    {
        var headers = http.Response.Headers;
        headers.TryAdd("Content-Security-Policy", Policy + FormTarget(http));
        headers.TryAdd("X-Content-Type-Options", "nosniff");
        headers.TryAdd("Referrer-Policy", "no-referrer");
        headers.TryAdd("Permissions-Policy", "camera=(self), microphone=(self), geolocation=(), payment=(), usb=()");
        headers.TryAdd("Cross-Origin-Opener-Policy", "same-origin");
        headers.TryAdd("Cross-Origin-Resource-Policy", "same-origin");
        if (http.Request.IsHttps)
        {
            headers.TryAdd("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
        }

        var personal =
            http.User.Identity?.IsAuthenticated == true
            || http.Request.Path.StartsWithSegments("/api")
            || http.Request.Path.StartsWithSegments("/identity")
            || http.Request.Path.StartsWithSegments("/connect")
            || http.Request.Path.StartsWithSegments("/dev");
        if (personal && string.IsNullOrEmpty(headers.CacheControl))
        {
            headers.CacheControl = "no-store";
        }
    }

    /// <summary>
    /// Browsers apply form-action to the redirects after a sent form too: who signs in for an OpenID Connect client
    /// ends at the client's address, so its origin is added on that page. Only of an address that the client
    /// registered, and made anew from its parts: nothing a caller sent gets into a header.
    /// </summary>
    private static string FormTarget(HttpContext http)
    {
        var request = http.Request;
        var query = request.Path.StartsWithSegments("/connect") ? request.QueryString.Value : null;
        if (query is null && request.Path.StartsWithSegments("/identity"))
        {
            var back = request.Query["ReturnUrl"].ToString();
            query = back.StartsWith("/connect/", StringComparison.Ordinal)
                ? back[Math.Max(0, back.IndexOf('?'))..]
                : null;
        }

        return
            query is not null
            && QueryHelpers.ParseQuery(query).TryGetValue("redirect_uri", out var target)
            && Uri.TryCreate(target, UriKind.Absolute, out var uri)
            && uri.Scheme is "http" or "https"
            && http.RequestServices.GetRequiredService<IFormTargets>().Allows(uri)
            ? $" {uri.Scheme}://{uri.IdnHost}:{uri.Port}"
            : "";
    }
}

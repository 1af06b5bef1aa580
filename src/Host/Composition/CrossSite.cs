using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Composition;

/// <summary>
/// Browsers send cookies whoever makes the page: a call of the API that would change something by a cookie, and a live
/// connection, must come from our own pages, as only the browser can say (<c>Sec-Fetch-Site</c>, <c>Origin</c>). Pages'
/// forms have their token; callers with a bearer token send nothing by themselves, so nothing is asked of them.
/// </summary>
internal static class CrossSite
{
    public static readonly Error Refused = Error.Forbidden(
        "platform.cross-site",
        "This came from another site's page. Open it from our own pages, or send a bearer token instead of a cookie."
    );

    public static void UseCrossSiteGuard(this WebApplication app)
    {
        var origin = app.Services.GetRequiredService<PublicOrigin>().Base.GetLeftPart(UriPartial.Authority);
        app.Use(next =>
            http =>
                NeedsProof(http) && !ComesFromUs(http.Request, origin)
                    ? Answers.Problem(Refused).ExecuteAsync(http)
                    : next(http)
        );
    }

    private static bool NeedsProof(HttpContext http) =>
        http.User.Identity?.IsAuthenticated == true
        && http.Request.Headers.Authorization.Count == 0
        && (IsLive(http.Request) || (http.Request.Path.StartsWithSegments("/api") && Changes(http.Request.Method)));

    private static bool IsLive(HttpRequest request) =>
        request.Headers.Upgrade.ToString().Contains("websocket", StringComparison.OrdinalIgnoreCase);

    private static bool Changes(string method) =>
        !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method);

    private static bool ComesFromUs(HttpRequest request, string origin) =>
        request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site
            ? site == "same-origin"
            : request.Headers.Origin.ToString() == origin;
}

using Microsoft.AspNetCore.Http.Metadata;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.Host.Composition;

/// <summary>How much and how often a caller may send.</summary>
internal static class Limits
{
    private const long LargestBody = 1024 * 1024;

    public static void AddLimits(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        var options = builder.Configuration.GetSection("Limits").Get<RateLimitOptions>() ?? new RateLimitOptions();
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(sp => new RateLimits(options, sp.GetRequiredService<SystemTime>()));
    }

    /// <summary>Before authentication: the OpenID Connect server answers there.</summary>
    public static void UseEntryLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(next => http => limits.ApplyToEntry(http, next));
    }

    public static void UseLimits(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<RateLimits>();
        app.Use(next => http => limits.ApplyToApi(http, next));
        // A length announced too large is refused before anything is read, whatever server carries us.
        app.Use(next =>
            http =>
                http.Request.ContentLength > LargestOf(http) && Problems.IsApi(http.Request)
                    ? Problems.Write(http, StatusCodes.Status413PayloadTooLarge, null)
                    : next(http)
        );
    }

    /// <summary>An operation that takes files says how large; Kestrel reads the same metadata.</summary>
    private static long LargestOf(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IRequestSizeLimitMetadata>()?.MaxRequestBodySize ?? LargestBody;
}

using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.ResponseCompression;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Host.Pages;
using Telehealth.Host.Pages.Operations;

namespace Telehealth.Host.Composition;

/// <summary>Pages, their styles and scripts, and the keys of their cookies.</summary>
internal static class Shell
{
    public static void AddShell(this IServiceCollection services)
    {
        services.AddRazorPages();
        services.AddSingleton<ShellMenu>();
        services.AddSingleton<EmergencyNumbers>();
        services.AddScoped<IHomeCard, OperationsHomeCard>();
        services.AddAuthorization();
        services
            .AddOptions<Microsoft.AspNetCore.Antiforgery.AntiforgeryOptions>()
            .Configure<PublicOrigin>(
                (options, origin) =>
                {
                    var secure = origin.Base.Scheme == Uri.UriSchemeHttps;
                    options.Cookie.Name = secure ? "__Host-telehealth-form" : "telehealth-form";
                    options.Cookie.SecurePolicy = secure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
                    options.Cookie.SameSite = SameSiteMode.Strict;
                    options.HeaderName = "X-Form-Token";
                    // The shell says frame-ancestors 'none' on every page.
                    options.SuppressXFrameOptionsHeader = true;
                }
            );
        services.AddAntiforgery();
        services.AddResponseCompression(options =>
        {
            // Only what is public and the same for everybody: compressing secrets beside input would leak them.
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "application/javascript", "image/svg+xml"];
            options.Providers.Add<BrotliCompressionProvider>();
            options.Providers.Add<GzipCompressionProvider>();
        });
    }

    /// <summary>
    /// Cookies and form tokens survive a restart and hold on every host: their keys are in the database.
    /// </summary>
    public static void AddPersistedKeys(this IServiceCollection services) =>
        services.AddDataProtection().SetApplicationName("telehealth").PersistKeysToDbContext<PlatformDbContext>();

    public static void UseAssets(this WebApplication app)
    {
        app.UseResponseCompression();
        app.UseStaticFiles(
            new StaticFileOptions
            {
                OnPrepareResponse = context =>
                    context.Context.Response.Headers.CacheControl = context.Context.Request.Query.ContainsKey("v")
                        ? "public, max-age=31536000, immutable"
                        : "public, max-age=3600",
            }
        );
    }
}

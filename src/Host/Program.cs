using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Host;
using Telehealth.Host.Cli;
using Telehealth.Host.Composition;
using Telehealth.Host.OpenApi;

return await Verbs.Run(args);

/// <summary>
/// Composes the product: every module of the catalogue, the shell around them, what holds for every answer.
/// </summary>
public partial class Program
{
    /// <summary>The host, ready to start; the verbs, the tests and the server all begin here.</summary>
    /// <param name="args">Configuration as <c>--Section:Key=value</c>.</param>
    /// <param name="adjust">What a test or a verb replaces.</param>
    internal static WebApplication Build(string[] args, Action<WebApplicationBuilder>? adjust = null)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions
            {
                Args = args,
                // The same from wherever it is started: settings and pages stand beside the assembly.
                ApplicationName = typeof(Program).Assembly.GetName().Name,
                ContentRootPath = AppContext.BaseDirectory,
            }
        );
        adjust?.Invoke(builder);
        builder.AddTelemetry();
        builder.AddOrigin();
        builder.AddProxies();
        builder.AddLimits();
        var services = builder.Services;
        services.AddProblems();
        services.AddShell();
        services.AddModules(builder.Configuration, ModuleCatalog.All);
        services.AddPersistedKeys();
        services.AddReadiness();
        services.AddApiDescription();
        ProductionGuard.Check(builder.Environment, builder.Configuration, ModuleCatalog.All);

        var app = builder.Build();
        app.UseProxies();
        app.UseSecurityHeaders();
        app.UseProblems();
        app.UseAssets();
        app.UseRouting();
        app.UseEntryLimits();
        app.UseAuthentication();
        app.UseCrossSiteGuard();
        app.UseLimits();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapRazorPages();
        app.MapModules();
        app.MapReadiness();
        app.MapSecurityTxt();
        app.MapApiDescription();
        return app;
    }
}

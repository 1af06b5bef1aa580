using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>Outside Development nothing made for development may run: each is a reason not to start.</summary>
internal static class ProductionGuard
{
    public static void Check(IHostEnvironment environment, IConfiguration configuration, IEnumerable<Module> modules)
    {
        if (environment.IsDevelopment())
        {
            return;
        }

        var reasons = Reasons(configuration)
            .Concat(modules.SelectMany(module => module.NotForProduction(configuration)))
            .ToList();
        if (reasons.Count > 0)
        {
            throw new InvalidConfigurationException(
                $"this is the {environment.EnvironmentName} environment, "
                    + "and it does not run with what is made for development:\n  - "
                    + string.Join("\n  - ", reasons)
                    + "\nSet what is missing (README, Configuration), or run with ASPNETCORE_ENVIRONMENT=Development."
            );
        }
    }

    private static IEnumerable<string> Reasons(IConfiguration configuration)
    {
        var origin = configuration["PublicOrigin"];
        if (origin?.StartsWith("https://", StringComparison.OrdinalIgnoreCase) != true)
        {
            yield return "PublicOrigin must be an https address.";
        }

        if (!configuration.GetSection("Encryption:Keys").GetChildren().Any())
        {
            yield return "Encryption:Keys holds no key: the development key protects nobody.";
        }

        if (configuration.GetValue<bool>("Clock:Movable"))
        {
            yield return "Clock:Movable lets people move the business clock.";
        }

        if (configuration.GetValue<bool>("Seed:Demo"))
        {
            yield return "Seed:Demo creates people whose passwords are printed in the README.";
        }
    }
}

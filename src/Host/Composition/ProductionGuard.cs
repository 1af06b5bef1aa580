using System.Globalization;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Security;

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

    private static IEnumerable<string> Reasons(IConfiguration configuration) =>
        [.. Addresses(configuration), .. Keys(configuration), .. Switches(configuration), .. Quotas(configuration)];

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var origin = configuration["PublicOrigin"];
        if (!IsHttps(origin))
        {
            yield return "PublicOrigin must be an https address.";
        }
        else if (new Uri(origin!) is var uri && (uri.PathAndQuery != "/" || uri.Fragment != "" || uri.UserInfo != ""))
        {
            yield return "PublicOrigin must be an origin alone, without a path: every link would lead elsewhere.";
        }

        if (configuration["Shell:QuickExit"] is { } exit && !IsHttps(exit))
        {
            yield return "Shell:QuickExit must be an https address: somebody in danger leaves by it.";
        }

        if (configuration["Security:Contact"] is { } contact && !IsHttps(contact) && !IsMail(contact))
        {
            yield return "Security:Contact must be a mailto or https address.";
        }

        // The framework's own switch believes every caller about its address.
        if (configuration.GetValue<bool>("ForwardedHeaders_Enabled"))
        {
            yield return "ASPNETCORE_FORWARDEDHEADERS_ENABLED believes anybody; name your proxies in Proxies:Known.";
        }
    }

    private static IEnumerable<string> Keys(IConfiguration configuration)
    {
        var keys = configuration.GetSection("Encryption:Keys").GetChildren().ToList();
        if (keys.Count == 0)
        {
            yield return "Encryption:Keys holds no key: the development key protects nobody.";
        }

        foreach (var key in keys.Where(x => KeyRing.IsPublicOrTrivial(x.Value)))
        {
            yield return $"Encryption:Keys:{key.Key} is the published development key or one byte repeated: "
                + "make one with `openssl rand -base64 32`.";
        }
    }

    private static IEnumerable<string> Switches(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("Clock:Movable"))
        {
            yield return "Clock:Movable lets people move the business clock.";
        }

        if (configuration.GetValue<bool>("Seed:Demo"))
        {
            yield return "Seed:Demo creates people whose passwords are printed in the README.";
        }
    }

    private static IEnumerable<string> Quotas(IConfiguration configuration)
    {
        if (configuration.GetValue<bool>("Limits:OffOnPurpose"))
        {
            yield break;
        }

        const string Because =
            "anybody may try as often as they like. Say Limits:OffOnPurpose=true too if you mean it.";
        if (!configuration.GetValue("Limits:Enabled", true))
        {
            yield return $"Limits:Enabled is off: {Because}";
        }

        var off = configuration
            .GetSection("Limits")
            .GetChildren()
            .Where(x => long.TryParse(x.Value, CultureInfo.InvariantCulture, out var most) && most <= 0);
        foreach (var limit in off)
        {
            yield return $"Limits:{limit.Key} is {limit.Value}: {Because}";
        }
    }

    private static bool IsHttps(string? text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps;

    private static bool IsMail(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeMailto;
}

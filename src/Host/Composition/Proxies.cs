using System.Net;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.AspNetCore.HttpOverrides;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Host.Composition;

/// <summary>
/// Which proxies are believed about scheme and address (<c>Proxies:Known</c>, addresses or networks such as
/// <c>10.0.0.0/8</c>), and under which names the host answers: anybody can send any Host and any X-Forwarded-For.
/// </summary>
internal static class Proxies
{
    private const string Section = "Proxies:Known";

    public static bool AreKnown(IConfiguration configuration) => configuration.GetSection(Section).GetChildren().Any();

    public static void AddProxies(this WebApplicationBuilder builder)
    {
        var known = builder.Configuration.GetSection(Section).Get<string[]>() ?? [];
        builder.Services.Configure<ForwardedHeadersOptions>(options =>
        {
            options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            options.KnownProxies.Clear();
            options.KnownIPNetworks.Clear();
            foreach (var text in known)
            {
                options.KnownIPNetworks.Add(Parsed(text));
            }
        });
        builder
            .Services.AddOptions<HostFilteringOptions>()
            .PostConfigure<PublicOrigin, IHostEnvironment>(
                (options, origin, environment) =>
                    options.AllowedHosts = environment.IsDevelopment()
                        ? [origin.Base.Host, "localhost", "127.0.0.1", "[::1]"]
                        : [origin.Base.Host]
            );
    }

    public static void UseProxies(this WebApplication app)
    {
        if (AreKnown(app.Configuration))
        {
            app.UseForwardedHeaders();
        }
    }

    private static System.Net.IPNetwork Parsed(string text)
    {
        if (System.Net.IPNetwork.TryParse(text, out var network))
        {
            return network;
        }

        return IPAddress.TryParse(text, out var address)
            ? new System.Net.IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InvalidConfigurationException(
                $"{Section} holds '{text}'; it must be an address or a network such as 10.0.0.0/8."
            );
    }
}

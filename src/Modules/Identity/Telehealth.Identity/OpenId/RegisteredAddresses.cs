using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// The addresses our own OpenID Connect clients are sent back to, as the configuration says
/// (<c>Identity:Clients:telehealth-web:RedirectUris</c>).
/// </summary>
internal sealed class RegisteredAddresses : IFormTargets
{
    private readonly bool loopback;

    public RegisteredAddresses(IConfiguration configuration, IHostEnvironment environment, PublicOrigin origin)
    {
        var section = configuration.GetSection($"Identity:Clients:{OidcClients.Web}");
        Redirects = Read(section, "RedirectUris", origin.At("/docs"));
        PostLogoutRedirects = Read(section, "PostLogoutRedirectUris", origin.Base);
        loopback = environment.IsDevelopment();
    }

    public IReadOnlyList<Uri> Redirects { get; }

    public IReadOnlyList<Uri> PostLogoutRedirects { get; }

    public bool Allows(Uri address) => Redirects.Contains(address) || (loopback && IsDemo(address));

    // A native client's loopback address stands for any port (RFC 8252, 7.3).
    private static bool IsDemo(Uri address)
    {
        var demo = new Uri(OidcClients.DemoRedirect);
        return address.Scheme == demo.Scheme && address.Host == demo.Host && address.PathAndQuery == demo.PathAndQuery;
    }

    private static List<Uri> Read(IConfigurationSection section, string key, Uri usual) =>
        [.. (section.GetSection(key).Get<string[]>() ?? [usual.ToString()]).Select(x => Absolute(x, key))];

    private static Uri Absolute(string text, string key) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri)
            ? uri
            : throw new InvalidConfigurationException(
                $"Identity:Clients:{OidcClients.Web}:{key} holds '{text}', which is no absolute address."
            );
}

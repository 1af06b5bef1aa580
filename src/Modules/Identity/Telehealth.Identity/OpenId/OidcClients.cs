using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using OpenIddict.Abstractions;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Telehealth.Identity.OpenId;

/// <summary>
/// Before the first request: the keys are loaded, and our own clients are registered with their addresses.
/// </summary>
internal sealed class OidcClients(
    SigningKeys keys,
    IServiceScopeFactory scopes,
    IHostEnvironment environment,
    RegisteredAddresses addresses
) : IHostedService
{
    /// <summary>The product's own browser client.</summary>
    public const string Web = "telehealth-web";

    /// <summary>A native client with a loopback redirect, for the demo and for tests; in Development only.</summary>
    public const string Demo = "telehealth-demo";

    /// <summary>Where <see cref="Demo"/> is sent back to; any port.</summary>
    public const string DemoRedirect = "http://127.0.0.1/callback";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await keys.Load(cancellationToken);
        await Register(WebClient(), cancellationToken);
        if (environment.IsDevelopment())
        {
            await Register(DemoClient(), cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private OpenIddictApplicationDescriptor WebClient()
    {
        var client = Public(Web, "Telehealth", ApplicationTypes.Web);
        client.RedirectUris.UnionWith(addresses.Redirects);
        client.PostLogoutRedirectUris.UnionWith(addresses.PostLogoutRedirects);
        return client;
    }

    private static OpenIddictApplicationDescriptor DemoClient()
    {
        var client = Public(Demo, "Telehealth demo", ApplicationTypes.Native);
        client.RedirectUris.Add(new Uri(DemoRedirect));
        return client;
    }

    private static OpenIddictApplicationDescriptor Public(string id, string name, string type) =>
        new()
        {
            ClientId = id,
            DisplayName = name,
            ApplicationType = type,
            ClientType = ClientTypes.Public,
            // Our own: the person consents by signing in. Clients of others do not get a person's tokens.
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Token,
                Permissions.Endpoints.EndSession,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
                Permissions.Scopes.Email,
                Permissions.Scopes.Roles,
                Permissions.Prefixes.Scope + OidcSetup.ApiScope,
            },
            Requirements = { Requirements.Features.ProofKeyForCodeExchange },
        };

    private async Task Register(OpenIddictApplicationDescriptor wanted, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var known = await clients.FindByClientIdAsync(wanted.ClientId!, ct);
        try
        {
            if (known is null)
            {
                await clients.CreateAsync(wanted, ct);
                return;
            }

            var current = new OpenIddictApplicationDescriptor();
            await clients.PopulateAsync(current, known, ct);
            if (!Same(current, wanted))
            {
                await clients.UpdateAsync(known, wanted, ct);
            }
        }
        catch (Exception e) when (DbErrors.IsUniqueViolation(e) || IsLate(e))
        {
            // Another host starts with the same configuration and was first.
        }
    }

    private static bool IsLate(Exception e) =>
        e
            is DbUpdateConcurrencyException
                or OpenIddictExceptions.ConcurrencyException
                or OpenIddictExceptions.ValidationException;

    private static bool Same(OpenIddictApplicationDescriptor a, OpenIddictApplicationDescriptor b) =>
        a.RedirectUris.SetEquals(b.RedirectUris)
        && a.PostLogoutRedirectUris.SetEquals(b.PostLogoutRedirectUris)
        && a.Permissions.SetEquals(b.Permissions)
        && a.Requirements.SetEquals(b.Requirements)
        && a.ApplicationType == b.ApplicationType
        && a.DisplayName == b.DisplayName;
}

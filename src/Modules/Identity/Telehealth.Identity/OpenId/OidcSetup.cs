using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.OpenId;

/// <summary>OpenIddict as our OpenID Connect provider (ACC-03); ADR 0008 and 0009 say why and how long.</summary>
internal static class OidcSetup
{
    /// <summary>The audience of access tokens.</summary>
    public const string Api = "telehealth-api";

    /// <summary>The scope that lets a client call the API for the person.</summary>
    public const string ApiScope = "api";

    public static readonly TimeSpan CodeLifetime = TimeSpan.FromMinutes(5);
    public static readonly TimeSpan AccessTokenLifetime = TimeSpan.FromMinutes(10);
    public static readonly TimeSpan RefreshTokenLifetime = TimeSpan.FromDays(14);

    private const int UsualLeewaySeconds = 5;

    public static void AddOidc(this IServiceCollection services)
    {
        services.AddSingleton<SigningKeys>();
        services
            .AddOpenIddict()
            .AddCore(core =>
                core.UseEntityFrameworkCore()
                    .UseDbContext<IdentityDbContext>()
                    .ReplaceDefaultEntities<Guid>()
                    // Bulk statements run outside a transaction and so beside the write gate.
                    .DisableBulkOperations()
            )
            .AddServer(ConfigureServer)
            .AddValidation(validation =>
            {
                validation.AddAudiences(Api);
                validation.UseLocalServer();
                validation.UseAspNetCore();
            });
        services
            .AddOptions<OpenIddictServerOptions>()
            .Configure<SigningKeys, PublicOrigin, IConfiguration>(
                (options, keys, origin, configuration) =>
                {
                    options.Issuer = origin.Base;
                    // A browser's two tabs, or an answer that got lost: used again so soon, a refresh token was not
                    // stolen. Later its whole family ends.
                    var leeway = configuration.GetValue("Identity:RefreshLeewaySeconds", UsualLeewaySeconds);
                    options.RefreshTokenReuseLeeway = TimeSpan.FromSeconds(leeway);
                    UseKeys(options, keys);
                    options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain);
                }
            );
        services
            .AddOptions<OpenIddictServerAspNetCoreOptions>()
            .Configure<PublicOrigin>(
                (options, origin) =>
                    // The host refuses an http origin outside Development.
                    options.DisableTransportSecurityRequirement = origin.Base.Scheme == Uri.UriSchemeHttp
            );
    }

    private static void ConfigureServer(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetEndSessionEndpointUris("connect/logout")
            .SetRevocationEndpointUris("connect/revoke");
        server
            .AllowAuthorizationCodeFlow()
            .AllowRefreshTokenFlow()
            .AllowClientCredentialsFlow()
            .RequireProofKeyForCodeExchange();
        server
            .SetAuthorizationCodeLifetime(CodeLifetime)
            .SetAccessTokenLifetime(AccessTokenLifetime)
            .SetIdentityTokenLifetime(AccessTokenLifetime)
            .SetRefreshTokenLifetime(RefreshTokenLifetime)
            .DisableAccessTokenEncryption();
        server.AddEventHandler(OneRefreshToken.Descriptor);
        server.RegisterScopes(
            OpenIddictConstants.Scopes.Profile,
            OpenIddictConstants.Scopes.Email,
            OpenIddictConstants.Scopes.Roles,
            ApiScope
        );
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .EnableStatusCodePagesIntegration();
    }

    // Options are made once, on first use; the hosted start has loaded the keys by then.
    private static void UseKeys(OpenIddictServerOptions options, SigningKeys keys)
    {
        var loaded = keys.Load(CancellationToken.None).GetAwaiter().GetResult();
        foreach (var key in loaded.Sign)
        {
            options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
        }

        foreach (var key in loaded.Encrypt)
        {
            options.EncryptionCredentials.Add(
                new EncryptingCredentials(key, SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512)
            );
        }
    }
}

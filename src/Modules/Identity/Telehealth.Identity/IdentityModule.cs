using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Identity.Access;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Features.Staff;
using Telehealth.Identity.OpenId;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity;

/// <summary>People, their accounts and roles, and the tokens and cookies that prove them.</summary>
public sealed class IdentityModule : Module
{
    // OWASP's figure for PBKDF2 with SHA-512; older hashes are renewed at the next sign-in.
    private const int UsualIterations = 210_000;
    private const int FewestIterations = 100_000;

    internal const string ManageStaff = "identity.staff.manage";
    internal const string ManageRoles = "identity.roles.manage";
    internal const string ManagePartners = "identity.partners.manage";
    internal const string ReadAccess = "identity.access.read";
    internal const string SuspendAccounts = "identity.accounts.suspend";

    /// <inheritdoc/>
    public override string Name => "identity";

    /// <inheritdoc/>
    public override Type DbContextType => typeof(IdentityDbContext);

    /// <inheritdoc/>
    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteIdentityDbContext), typeof(SqlServerIdentityDbContext), typeof(PostgresIdentityDbContext));

    /// <inheritdoc/>
    public override IEnumerable<Permission> Permissions =>
        [
            new(ManageStaff, Roles.PlatformAdmin),
            new(ManageRoles, Roles.PlatformAdmin),
            new(ManagePartners, Roles.PlatformAdmin),
            new(ReadAccess, Roles.PlatformAdmin, Roles.Support, Roles.Operations, Roles.SafeguardingLead),
            new(SuspendAccounts, [.. RoleRules.Suspend]),
        ];

    /// <inheritdoc/>
    public override IEnumerable<MenuEntry> Menu =>
        [
            new(80, "/identity/staff", "Staff and roles", Roles.PlatformAdmin) { Group = "Authority" },
            new(81, "/identity/partners", "Partners", Roles.PlatformAdmin) { Group = "Authority" },
            new(82, "/identity/people", "Accounts", Roles.Support, Roles.SafeguardingLead, Roles.PlatformAdmin)
            {
                Group = "Authority",
            },
        ];

    /// <inheritdoc/>
    public override IEnumerable<string> NotForProduction(IConfiguration configuration)
    {
        if (Iterations(configuration) < FewestIterations)
        {
            yield return $"Identity:PasswordIterations is below {FewestIterations}: stolen hashes would be guessed.";
        }
    }

    /// <inheritdoc/>
    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        AddAccounts(services);
        services.Configure<PasswordHasherOptions>(x => x.IterationCount = Iterations(configuration));
        AddAuthentication(services);
        services.AddOidc();
        services.AddHostedService<OidcClients>();
        services.AddSingleton<RegisteredAddresses>();
        services.AddSingleton<IFormTargets>(sp => sp.GetRequiredService<RegisteredAddresses>());
        services.AddSingleton<PruneTimes>();
        services.AddSingleton<Attempts>();
        // OpenIddict tells each step of each request; a token endpoint has more to do.
        services.Configure<LoggerFilterOptions>(x => x.AddFilter("OpenIddict", LogLevel.Warning));
    }

    /// <inheritdoc/>
    public override void MapOutsideApi(IEndpointRouteBuilder root)
    {
        string[] both = [HttpMethods.Get, HttpMethods.Post];
        var connect = root.MapGroup("/connect").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        connect.MapMethods("/authorize", both, AuthorizeEndpoint.Handle);
        connect.MapPost("/token", TokenEndpoint.Handle);
        connect.MapMethods("/userinfo", both, UserInfoEndpoint.Handle);
        connect.MapMethods("/logout", both, (Delegate)LogoutEndpoint.Handle);
    }

    private static int Iterations(IConfiguration configuration) =>
        configuration.GetValue("Identity:PasswordIterations", UsualIterations);

    private static void AddAccounts(IServiceCollection services)
    {
        services
            .AddIdentityCore<Account>()
            .AddUserStore<AccountStore>()
            .AddTokenProvider<ConfirmationTokens>(ConfirmationTokens.Provider)
            .AddTokenProvider<PasswordTokens>(PasswordTokens.Provider)
            .AddTokenProvider<PhoneTokens>(PhoneTokens.Provider);
        services.AddScoped<AccountLinks>();
        services.AddScoped<Lockouts>();
        services.AddScoped<AuthorityControl>();
        services.AddScoped<SuspensionPolicy>();
        services.AddScoped<SecondFactor>();
        services.AddScoped<SignInCookies>();
        services.AddSingleton<TotpKeys>();
        services.TryAddSingleton(new AuthenticatorClock(TimeProvider.System));
        services.AddSingleton<AccessStamps>();
        services.AddSingleton<TokenStamps>();
        services.AddSingleton<SessionStamps>();
        services.AddSingleton<CheckedTokens>();
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services
            .AddAuthentication(Schemes.Either)
            .AddPolicyScheme(Schemes.Either, "Bearer token or cookie", x => x.ForwardDefaultSelector = SchemeOf)
            .AddScheme<AuthenticationSchemeOptions, BearerHandler>(Schemes.Bearer, null)
            .AddCookie(IdentityConstants.ApplicationScheme)
            .AddCookie(Schemes.SecondFactor);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, CookieSetup>();
        services.AddSingleton<IAuthenticationSchemeProvider, RequestSchemes>();
    }

    // A request with a token never counts by its cookie too; the API never answers with a redirect to a page.
    private static string SchemeOf(HttpContext http) =>
        BearerHandler.TokenOf(http.Request) is not null ? Schemes.Bearer : IdentityConstants.ApplicationScheme;
}

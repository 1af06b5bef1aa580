using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Validation.AspNetCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Identity.Access;

/// <summary>
/// Bearer tokens: OpenIddict checks each token once in full (signature, issuer, audience, times), then its principal is
/// remembered under the token's hash until it expires; the stamps of the token and of its person are checked on every
/// request.
/// </summary>
internal sealed class BearerHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory logger,
    UrlEncoder encoder,
    CheckedTokens tokens,
    AccessStamps stamps,
    TokenStamps entries,
    IAuthenticationHandlerProvider handlers
) : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    private const string Prefix = "Bearer ";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (TokenOf(Request) is not { } token)
        {
            return AuthenticateResult.NoResult();
        }

        var hash = CheckedTokens.HashOf(token);
        if (tokens.Find(hash) is not { } principal)
        {
            var result = await Check();
            if (result.Principal is null)
            {
                return AuthenticateResult.Fail("The token is not valid.");
            }

            principal = CheckedTokens.Slim(result.Principal, Scheme.Name);
            tokens.Remember(hash, principal, result.Principal);
        }

        return await StillCounts(principal)
            ? AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme.Name))
            : AuthenticateResult.Fail("The token was ended.");
    }

    // OpenIddict begins with a look at the request, which RequestSchemes spares the API's other calls.
    private async Task<AuthenticateResult> Check()
    {
        const string scheme = OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme;
        if (await handlers.GetHandlerAsync(Context, scheme) is IAuthenticationRequestHandler handler)
        {
            await handler.HandleRequestAsync();
        }

        return await Context.AuthenticateAsync(scheme);
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        var sent = TokenOf(Request) is not null;
        Response.Headers.WWWAuthenticate = sent ? "Bearer error=\"invalid_token\"" : "Bearer";
        var message = sent
            ? "Your sign-in has ended. Please sign in again."
            : "Please sign in first: send a bearer token.";
        await Answers.Problem(new Error("unauthenticated", ErrorKind.Unauthenticated, message)).ExecuteAsync(Context);
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Answers.Problem(Error.Forbidden("forbidden", "You are not allowed to do this.")).ExecuteAsync(Context);

    public static string? TokenOf(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        return header.Length > Prefix.Length && header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
            ? header[Prefix.Length..].Trim()
            : null;
    }

    private async ValueTask<bool> StillCounts(ClaimsPrincipal principal)
    {
        if (
            !Guid.TryParse(principal.FindFirstValue(IdentityClaims.TokenId), out var entry)
            || await entries.Of(entry, Context.RequestAborted) is null
        )
        {
            return false;
        }

        if (!Guid.TryParse(principal.FindFirstValue(IdentityClaims.Subject), out var id))
        {
            return true; // a partner's system
        }

        var stamp = await stamps.Of(new PersonId(id), Context.RequestAborted);
        return stamp is { Suspended: false }
            && principal.FindFirstValue(IdentityClaims.AccessVersion)
                == stamp.AccessVersion.ToString(CultureInfo.InvariantCulture);
    }
}

/// <summary>Principals of tokens that were checked, by the token's hash, until they expire.</summary>
internal sealed class CheckedTokens(SystemTime time)
{
    private const int MostTokens = 20_000;

    private readonly ConcurrentDictionary<TokenHash, (ClaimsPrincipal Principal, long UntilMicros)> known = new();

    public static TokenHash HashOf(string token)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes(token), hash);
        return new TokenHash(BitConverter.ToUInt64(hash), BitConverter.ToUInt64(hash[8..]));
    }

    public ClaimsPrincipal? Find(TokenHash hash) =>
        known.TryGetValue(hash, out var entry) && entry.UntilMicros > time.NowMicros ? entry.Principal : null;

    public void Remember(TokenHash hash, ClaimsPrincipal slim, ClaimsPrincipal full)
    {
        if (full.GetExpirationDate() is not { } expires)
        {
            return;
        }

        if (known.Count >= MostTokens)
        {
            known.Clear();
        }

        known[hash] = (slim, expires.ToUnixTimeMilliseconds() * 1000);
    }

    /// <summary>Only the claims the product reads.</summary>
    public static ClaimsPrincipal Slim(ClaimsPrincipal principal, string scheme)
    {
        var kept = principal
            .Claims.Where(x => IdentityClaims.Kept.Contains(x.Type))
            .Select(x => new Claim(x.Type, x.Value));
        return new ClaimsPrincipal(new ClaimsIdentity(kept, scheme, IdentityClaims.Name, IdentityClaims.Role));
    }
}

/// <summary>128 bits of a token's SHA-256.</summary>
internal readonly record struct TokenHash(ulong First, ulong Second);

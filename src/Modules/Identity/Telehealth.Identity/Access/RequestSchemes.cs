using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Telehealth.Identity.Access;

/// <summary>
/// The OpenID Connect server and its validation would each look at every request before anything else does. An API
/// call is none of theirs until a token has to be checked for the first time, which <see cref="BearerHandler"/> asks
/// for: the look cost more than the rest of a read.
/// </summary>
internal sealed class RequestSchemes(IOptions<AuthenticationOptions> options, IHttpContextAccessor http)
    : AuthenticationSchemeProvider(options)
{
    private static readonly Task<IEnumerable<AuthenticationScheme>> None = Task.FromResult(
        Enumerable.Empty<AuthenticationScheme>()
    );

    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
        http.HttpContext?.Request.Path.StartsWithSegments("/api") == true ? None : base.GetRequestHandlerSchemesAsync();
}

using System.Security.Claims;
using Microsoft.AspNetCore.Http;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>
/// The signed-in user of the request as an actor: claims sub and role, or client_id for a partner's system.
/// </summary>
internal sealed class HttpActorSource(IHttpContextAccessor accessor) : IActorSource
{
    public Actor Current => Of(accessor.HttpContext?.User);

    private static Actor Of(ClaimsPrincipal? user)
    {
        if (user?.Identity?.IsAuthenticated != true)
        {
            return Actor.Anonymous;
        }

        if (Guid.TryParse(user.FindFirstValue("sub"), out var person))
        {
            return Actor.OfPerson(new PersonId(person), user.FindAll("role").Select(x => x.Value));
        }

        return user.FindFirstValue("client_id") is { Length: > 0 } client ? Actor.OfPartner(client) : Actor.Anonymous;
    }
}

/// <summary>
/// Where the product is reached from outside: links in mails, the issuer of tokens, the cookie's scheme.
/// </summary>
/// <param name="Base">Scheme, host and port; no path.</param>
public sealed record PublicOrigin(Uri Base)
{
    /// <summary>The absolute address of a path and query on the public origin.</summary>
    public Uri At(string pathAndQuery) => new(Base, pathAndQuery);
}

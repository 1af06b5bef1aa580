namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>
/// Where a form of ours may end besides our own origin: the registered addresses of OpenID Connect clients. Asked
/// before an address that a caller sent gets into the content security policy.
/// </summary>
public interface IFormTargets
{
    /// <summary>True for an address that a client of ours registered.</summary>
    bool Allows(Uri address);
}

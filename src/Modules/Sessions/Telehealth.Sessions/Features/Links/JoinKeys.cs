using Microsoft.AspNetCore.DataProtection;
using Telehealth.Sessions.Domain;

namespace Telehealth.Sessions.Features.Links;

/// <summary>
/// Seals the secrets tokens are made of with the platform's persisted keys, so that a copy of the database alone opens
/// no room and no calendar.
/// </summary>
internal sealed class JoinKeys(IDataProtectionProvider protection)
{
    private readonly IDataProtector joins = protection.CreateProtector("Telehealth.Sessions.JoinKeys.v1");
    private readonly IDataProtector feeds = protection.CreateProtector("Telehealth.Sessions.CalendarFeeds.v1");

    public byte[] NewSealed() => joins.Protect(JoinToken.NewKey());

    public byte[] Open(byte[] sealedKey) => joins.Unprotect(sealedKey);

    public byte[] SealFeedToken(string token) => feeds.Protect(System.Text.Encoding.ASCII.GetBytes(token));

    public string OpenFeedToken(byte[] sealedToken) =>
        System.Text.Encoding.ASCII.GetString(feeds.Unprotect(sealedToken));
}

using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Telehealth.BuildingBlocks;
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

    private readonly IDataProtector guests = protection.CreateProtector("Telehealth.Sessions.GuestPasses.v1");

    /// <summary>Lets its holder into this one session, and into nothing else.</summary>
    public string GuestPass(SessionId session) => guests.Protect(session.ToString());

    public bool IsGuestPass(string pass, SessionId session)
    {
        try
        {
            return guests.Unprotect(pass) == session.ToString();
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    public byte[] NewSealed() => joins.Protect(JoinToken.NewKey());

    public byte[] Open(byte[] sealedKey) => joins.Unprotect(sealedKey);

    public byte[] SealFeedToken(string token) => feeds.Protect(System.Text.Encoding.ASCII.GetBytes(token));

    public string OpenFeedToken(byte[] sealedToken) =>
        System.Text.Encoding.ASCII.GetString(feeds.Unprotect(sealedToken));
}

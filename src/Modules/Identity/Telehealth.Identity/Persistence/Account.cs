using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Persistence;

/// <summary>
/// How a person proves to be that person: address, password, second factor. The id is the person's. Beside the Domain
/// folder because ASP.NET Core Identity prescribes its base class.
/// </summary>
internal sealed class Account : IdentityUser<Guid>
{
    public PersonId PersonId => new(Id);

    /// <summary>Key of the authenticator app, sealed by Data Protection; null until enrolled.</summary>
    public byte[]? SealedTotpKey { get; set; }

    /// <summary>The time step of the last code taken: a code opens the door once.</summary>
    public long LastTotpStep { get; set; }

    /// <summary>
    /// When the account may be tried again after too many failures; microseconds of the system's time.
    /// </summary>
    public long LockedUntilMicros { get; set; }

    public static Account Of(PersonId person, string email, string normalizedEmail, string? passwordHash) =>
        new()
        {
            Id = person.Value,
            Email = email,
            NormalizedEmail = normalizedEmail,
            PasswordHash = passwordHash,
            SecurityStamp = NewStamp(),
        };

    /// <summary>
    /// Of somebody who never signed up. The address is written to and not looked up: it opens nothing, and its owner
    /// may still sign up with it.
    /// </summary>
    public static Account WithoutLogin(PersonId person, string? email) =>
        new()
        {
            Id = person.Value,
            Email = email,
            SecurityStamp = NewStamp(),
        };

    /// <summary>The address is proven; links mailed before are used up.</summary>
    public void Confirm()
    {
        EmailConfirmed = true;
        ChangeStamp();
    }

    /// <summary>Ends cookies, refresh tokens and links made with the old password, and the lock.</summary>
    public void SetPassword(string hash)
    {
        PasswordHash = hash;
        AccessFailedCount = 0;
        LockedUntilMicros = 0;
        ChangeStamp();
    }

    public void Enrol(byte[] sealedTotpKey, long step)
    {
        SealedTotpKey = sealedTotpKey;
        LastTotpStep = step;
        ChangeStamp();
    }

    private void ChangeStamp()
    {
        SecurityStamp = NewStamp();
        ConcurrencyStamp = NewStamp();
    }

    private static string NewStamp() => Convert.ToHexString(RandomNumberGenerator.GetBytes(20));
}

using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// A provider's subscription address: whoever holds it reads the calendar, until it is changed or revoked.
/// </summary>
internal sealed class CalendarFeed : AggregateRoot
{
    private CalendarFeed() { }

    public CalendarFeed(ProviderId provider) => ProviderId = provider;

    public ProviderId ProviderId { get; private set; }

    /// <summary>SHA-256 of the token, to find the feed by; null when revoked.</summary>
    public string? TokenHash { get; private set; }

    /// <summary>The token itself, sealed, so that its owner can see the address again.</summary>
    public byte[] SealedToken { get; private set; } = [];
    public Instant ChangedAt { get; private set; }

    /// <summary>256 random bits.</summary>
    public static string NewToken() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string HashOf(string token) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>From now on only this token works.</summary>
    public void Rotate(string token, byte[] sealedToken, Instant now)
    {
        TokenHash = HashOf(token);
        SealedToken = sealedToken;
        ChangedAt = now;
    }

    public void Revoke(Instant now)
    {
        TokenHash = null;
        SealedToken = [];
        ChangedAt = now;
    }
}

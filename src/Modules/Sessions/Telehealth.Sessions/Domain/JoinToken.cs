using System.Buffers.Text;
using System.Security.Cryptography;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// A participant's private token: 256 bits derived of the session's secret key and the person, so that it can be made
/// again when a message is sent and is nowhere stored. Bound to the person: somebody else's never fits.
/// </summary>
internal static class JoinToken
{
    public const int KeyBytes = 32;

    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeyBytes);

    public static string Of(ReadOnlySpan<byte> key, PersonId person)
    {
        Span<byte> id = stackalloc byte[16];
        person.Value.TryWriteBytes(id, bigEndian: true, out _);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, id, mac);
        return Base64Url.EncodeToString(mac);
    }

    public static bool Fits(string? token, ReadOnlySpan<byte> key, PersonId person) =>
        token is { Length: 43 }
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(token),
            System.Text.Encoding.UTF8.GetBytes(Of(key, person))
        );
}

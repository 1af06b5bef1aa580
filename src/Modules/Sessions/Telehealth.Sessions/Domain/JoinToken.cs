using System.Buffers.Binary;
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

    /// <param name="key">The session's secret key.</param>
    /// <param name="person">Whose token.</param>
    /// <param name="link">Which of a guest's links it is for; the first, and everybody else's only one, is 0.</param>
    public static string Of(ReadOnlySpan<byte> key, PersonId person, int link = 0)
    {
        Span<byte> id = stackalloc byte[20];
        person.Value.TryWriteBytes(id, bigEndian: true, out _);
        BinaryPrimitives.WriteInt32BigEndian(id[16..], link);
        Span<byte> mac = stackalloc byte[32];
        HMACSHA256.HashData(key, link == 0 ? id[..16] : id, mac);
        return Base64Url.EncodeToString(mac);
    }

    public static bool Fits(string? token, ReadOnlySpan<byte> key, PersonId person, int link = 0) =>
        token is { Length: 43 }
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(token),
            System.Text.Encoding.UTF8.GetBytes(Of(key, person, link))
        );
}

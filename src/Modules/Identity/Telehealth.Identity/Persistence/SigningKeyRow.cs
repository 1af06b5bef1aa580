using NodaTime;

namespace Telehealth.Identity.Persistence;

/// <summary>What a key of the token service is for.</summary>
internal enum KeyUse
{
    /// <summary>ES256 over access and identity tokens.</summary>
    Sign,

    /// <summary>Encrypts codes and refresh tokens, which only we read.</summary>
    Encrypt,
}

/// <summary>
/// A key of the token service, sealed by Data Protection. The generation is unique per use: who comes second
/// reads.
/// </summary>
internal sealed class SigningKeyRow
{
    public required string KeyId { get; init; }

    public required KeyUse Use { get; init; }

    public required int Generation { get; init; }

    public required byte[] Sealed { get; init; }

    public required Instant CreatedAt { get; init; }
}

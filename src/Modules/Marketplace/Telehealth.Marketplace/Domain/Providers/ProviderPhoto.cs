using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Marketplace.Domain.Providers;

/// <summary>A provider's picture, as shown: without what the camera wrote into it.</summary>
internal sealed class ProviderPhoto
{
    public required ProviderId ProviderId { get; init; }

    public required string ContentType { get; set; }

    public required byte[] Bytes { get; set; }

    /// <summary>SHA-256 of the bytes, in hex; the picture's ETag.</summary>
    public required string Hash { get; set; }

    public required Instant UpdatedAt { get; set; }
}

using Telehealth.BuildingBlocks;

namespace Telehealth.Identity.Persistence;

/// <summary>A sign-in of one browser, from its cookie's first moment to its end; by the system's clock.</summary>
internal sealed class BrowserSession
{
    public required Guid Id { get; init; }

    public required PersonId PersonId { get; init; }

    public required long StartedAtMicros { get; init; }

    public long? EndedAtMicros { get; init; }
}

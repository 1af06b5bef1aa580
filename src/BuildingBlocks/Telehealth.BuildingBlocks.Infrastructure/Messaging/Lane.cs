namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// What waits together, worked off apart from the rest (ADR 39). A higher lane is more urgent; nothing of a lower one
/// delays it.
/// </summary>
public enum Lane
{
    /// <summary>Nobody waits in front of a screen for it.</summary>
    Ordinary,

    /// <summary>A person waits for it now: codes, resets, invitations, offers, joining.</summary>
    Prompt,

    /// <summary>Somebody may be in danger.</summary>
    Safety,
}

/// <summary>All lanes, and whom the running work belongs to.</summary>
public static class Lanes
{
    private static readonly AsyncLocal<Lane?> Running = new();

    /// <summary>Every lane, the most urgent first.</summary>
    public static IReadOnlyList<Lane> All { get; } = [Lane.Safety, Lane.Prompt, Lane.Ordinary];

    /// <summary>The lane of the running work: whom the one writer of SQLite serves first.</summary>
    public static Lane Current => Running.Value ?? Lane.Ordinary;

    /// <summary>What the caller does from here on belongs to the lane; ends with the caller's method.</summary>
    public static void Enter(Lane lane) => Running.Value = lane;
}

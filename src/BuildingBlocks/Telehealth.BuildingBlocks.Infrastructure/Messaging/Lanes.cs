namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

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

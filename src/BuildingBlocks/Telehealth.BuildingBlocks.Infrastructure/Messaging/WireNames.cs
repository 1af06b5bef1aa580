using System.Collections.Concurrent;
using System.Reflection;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>The fixed names of events on the wire.</summary>
internal static class WireNames
{
    private static readonly ConcurrentDictionary<Type, string> Names = new();

    public static string Of(Type type) =>
        Names.GetOrAdd(
            type,
            t =>
                t.GetCustomAttribute<WireNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{t.Name} lacks its [WireName].")
        );
}

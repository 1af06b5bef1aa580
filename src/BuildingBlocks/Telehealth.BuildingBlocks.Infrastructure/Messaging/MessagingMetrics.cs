using System.Diagnostics.Metrics;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>What is measured of events: how fast an effect follows its commit, and what goes wrong.</summary>
internal static class MessagingMetrics
{
    private static readonly Meter Meter = new(Telemetry.Name);

    public static readonly Histogram<double> Latency = Meter.CreateHistogram<double>(
        "telehealth.events.latency",
        "ms",
        "Time from an event's commit to the commit of its effect."
    );

    public static readonly Counter<long> Dispatched = Meter.CreateCounter<long>("telehealth.events.dispatched");

    public static readonly Counter<long> Failed = Meter.CreateCounter<long>("telehealth.events.failed");

    public static readonly Counter<long> Dead = Meter.CreateCounter<long>("telehealth.events.dead");

    public static KeyValuePair<string, object?> Consumer(string name) => new("consumer", name);

    public static KeyValuePair<string, object?> Of(string module) => new("module", module);
}

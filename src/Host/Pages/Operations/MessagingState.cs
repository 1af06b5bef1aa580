using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;

namespace Telehealth.Host.Pages.Operations;

/// <summary>The state of all messages in one word and one sentence.</summary>
/// <param name="Kind">The badge's kind.</param>
/// <param name="Words">At first glance.</param>
/// <param name="Meaning">What it means for people.</param>
/// <param name="Dead">How many messages were given up.</param>
internal sealed record MessagingState(string Kind, string Words, string Meaning, long Dead)
{
    private const double LongSeconds = 60;

    public static MessagingState Of(MessagingHealthAnswer health)
    {
        var dead = health.Modules.Sum(x => x.Dead);
        var halted = health.Modules.Sum(x => x.Halted);
        var unknown = health.Modules.Sum(x => x.UnknownConsumers);
        if (dead > 0)
        {
            var behind = halted > 0 ? $"{Count(halted, "message waits", "messages wait")} behind. " : "";
            return new("danger", $"{Count(dead, "dead letter", "dead letters")}", behind + "Look, then replay or discard.", dead);
        }

        if (unknown > 0)
        {
            return new("warning", "Unknown consumers", "Messages wait for a consumer this release does not have.", 0);
        }

        return health.Modules.Max(Oldest) > LongSeconds
            ? new("warning", "Messages wait", "The oldest has waited for more than a minute.", 0)
            : new("success", "Everything flows", "Nothing was given up, nothing waits for long.", 0);
    }

    private static double Oldest(ModuleHealthAnswer module) =>
        Math.Max(module.OldestUndispatchedSeconds ?? 0, module.OldestReadySeconds ?? 0);

    private static string Count(long number, string one, string many) => $"{number} {(number == 1 ? one : many)}";
}

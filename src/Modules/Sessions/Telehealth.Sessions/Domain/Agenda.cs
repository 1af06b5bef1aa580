using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Sessions.Domain;

/// <summary>
/// One number that orders sessions by start and is a cursor too. Starts lie on the 5-minute grid, so the microseconds
/// within a grid step are free to tell apart sessions that start together.
/// </summary>
internal static class Agenda
{
    private const long MicrosPerStep = 300_000_000;

    public static long KeyOf(Instant startsAt, SessionId id)
    {
        var micros = startsAt.ToUnixTimeTicks() / 10;
        return micros - Mod(micros) + Mod(Ids.Fold(id.Value));
    }

    private static long Mod(long number) => ((number % MicrosPerStep) + MicrosPerStep) % MicrosPerStep;
}

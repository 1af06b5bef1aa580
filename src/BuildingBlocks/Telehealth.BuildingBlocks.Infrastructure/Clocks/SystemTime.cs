using NodaTime;

namespace Telehealth.BuildingBlocks.Infrastructure.Clocks;

/// <summary>
/// The system's time, which nothing in the product moves: leases, backoff, tokens, tolerances. A class of our own and
/// not a TimeProvider in the container, because OpenIddict, cookies and Quartz would pick that one up.
/// </summary>
/// <param name="provider">TimeProvider.System, or a test's.</param>
public sealed class SystemTime(TimeProvider provider)
{
    /// <summary>For delays and timers.</summary>
    public TimeProvider Provider { get; } = provider;

    /// <summary>Now.</summary>
    public Instant Now => Instant.FromDateTimeOffset(Provider.GetUtcNow());

    /// <summary>Now, in microseconds since 1970, as system tables keep it.</summary>
    public long NowMicros => (Provider.GetUtcNow().UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
}

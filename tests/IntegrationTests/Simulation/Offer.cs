using NodaTime;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>A way to sell sessions, as simply as the model knows it.</summary>
internal sealed record Sale(
    bool PlatformSold,
    int CommissionBasisPoints,
    int DelayHours,
    int LateBasisPoints = 5_000,
    int FreeHours = 24,
    int OpensMinutes = 15,
    int Minutes = 50,
    int Buffer = 10,
    bool ByCredit = false
)
{
    public static readonly Sale Private = new(false, 2_000, 48);
    public static readonly Sale Programme = new(true, 2_500, 72);
    public static readonly Sale Hub = new(true, 2_500, 48, LateBasisPoints: 10_000, ByCredit: true);
    public static readonly Sale Pool = new(
        true,
        2_500,
        72,
        10_000,
        FreeHours: 0,
        OpensMinutes: 5,
        Minutes: 30,
        Buffer: 5
    );
}

/// <summary>A service of a provider.</summary>
internal sealed record Offer(string Id, long Price, Sale Sale, bool Instant = false)
{
    /// <summary>What a credit of the hub buys.</summary>
    public static readonly Offer Hub = new("", 8_000, Sale.Hub);

    /// <summary>The first block of a session out of the pool.</summary>
    public static readonly Offer Pool = new("", 4_500, Sale.Pool);

    public bool PlatformSold => Sale.PlatformSold;

    public bool ByCredit => Sale.ByCredit;

    public Duration Length => Duration.FromMinutes(Sale.Minutes);

    /// <summary>The time it takes of the provider's, in steps of the grid.</summary>
    public int Steps => (Sale.Minutes + Sale.Buffer) / 5;

    public Duration Delay => Duration.FromHours(Sale.DelayHours);

    public Duration FreeUntil => Duration.FromHours(Sale.FreeHours);

    public Duration OpensBefore => Duration.FromMinutes(Sale.OpensMinutes);

    public string Channel => PlatformSold ? TelehealthApp.Programme : TelehealthApp.Private;

    /// <summary>What the provider earns of so much.</summary>
    public long ShareOf(long minor) => minor - Part(minor, Sale.CommissionBasisPoints);

    /// <summary>What a late cancellation costs.</summary>
    public long Late => Part(Price, Sale.LateBasisPoints);

    /// <summary>Half a penny counts as one.</summary>
    public static long Part(long minor, int basisPoints) => (minor * basisPoints + 5_000) / 10_000;
}

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>Every limit of the outbox, the inbox and their jobs; configuration section <c>Messaging</c>.</summary>
public sealed class MessagingOptions
{
    /// <summary>
    /// Whether this host moves messages and runs jobs by itself; tests turn it off and drain by hand.
    /// </summary>
    public bool Pump { get; set; } = true;

    /// <summary>
    /// The lanes this host works off; all of them unless another host takes the rest, which must then be running.
    /// </summary>
    public Lane[]? Lanes { get; set; }

    /// <summary>How long a loop waits when nobody wakes it: the commits of other hosts are found by it.</summary>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Events the dispatcher reads at a time.</summary>
    public int DispatchBatch { get; set; } = 100;

    /// <summary>Inbox rows the processor reads at a time.</summary>
    public int ProcessBatch { get; set; } = 64;

    /// <summary>
    /// Partitions processed side by side in a module on a server engine; SQLite has one writer, so one.
    /// </summary>
    public int Workers { get; set; } = 4;

    /// <summary>
    /// Back-pressure: a lane of a module with more ready rows than this gets no new ones until it caught up.
    /// </summary>
    public int MostReadyPerModule { get; set; } = 5_000;

    /// <summary>Tries before a row is dead.</summary>
    public int MostTries { get; set; } = 8;

    /// <summary>
    /// Runs in a row when the database itself asks for another one (deadlock, stale version), not counted as
    /// tries.
    /// </summary>
    public int MostRunsPerTry { get; set; } = 4;

    /// <summary>The wait after the first failure.</summary>
    public TimeSpan FirstDelay { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>What each further wait is multiplied by.</summary>
    public double DelayFactor { get; set; } = 4;

    /// <summary>No wait is longer: with the others this gives up after about 40 minutes.</summary>
    public TimeSpan LongestDelay { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Share of a wait that is random, so that what failed together does not return together.</summary>
    public double Jitter { get; set; } = 0.2;

    /// <summary>How long a lease holds without renewal: a host that died is replaced after this.</summary>
    public TimeSpan LeaseTime { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How often the scans look for work that is due by the business clock.</summary>
    public TimeSpan ScanEvery { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How often old rows are removed.</summary>
    public TimeSpan RetentionEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long dispatched events are kept.</summary>
    public TimeSpan KeepOutbox { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long done inbox rows are kept: they are what makes a duplicate delivery harmless.</summary>
    public TimeSpan KeepInbox { get; set; } = TimeSpan.FromDays(30);

    /// <summary>How long the answer under an idempotency key is kept.</summary>
    public TimeSpan KeepIdempotency { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Rows removed in one transaction.</summary>
    public int RetentionBatch { get; set; } = 500;

    /// <summary>When readiness says that the lane of safety is behind.</summary>
    public TimeSpan SafetyBehindAfter { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>When readiness says that the lane of what a person waits for is behind.</summary>
    public TimeSpan PromptBehindAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>When readiness says that the ordinary lane is behind.</summary>
    public TimeSpan OrdinaryBehindAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How often in a row a drain runs a job that moves nothing with its waiting times ignored; from then on they hold.
    /// </summary>
    public int MostForcedTries { get; set; } = 20;

    /// <summary>How long a drain waits for what another host or worker has in hand.</summary>
    public TimeSpan DrainPatience { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The lanes this host works off, the most urgent first.</summary>
    internal IEnumerable<Lane> OwnLanes => Messaging.Lanes.All.Where(x => Lanes is null || Lanes.Contains(x));

    /// <summary>When readiness says that the lane is behind.</summary>
    internal TimeSpan BehindAfter(Lane lane) =>
        lane switch
        {
            Lane.Safety => SafetyBehindAfter,
            Lane.Prompt => PromptBehindAfter,
            _ => OrdinaryBehindAfter,
        };

    /// <summary>The wait after so many failed tries; <paramref name="random"/> is from 0 to 1.</summary>
    public TimeSpan DelayAfter(int tries, double random)
    {
        var plain = Math.Min(
            FirstDelay.TotalSeconds * Math.Pow(DelayFactor, Math.Max(tries - 1, 0)),
            LongestDelay.TotalSeconds
        );
        return TimeSpan.FromSeconds(plain * (1 - Jitter + 2 * Jitter * random));
    }
}

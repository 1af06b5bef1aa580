using Microsoft.Extensions.Logging;
using Quartz;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;

namespace Telehealth.BuildingBlocks.Infrastructure.Jobs;

/// <summary>
/// Runs what is due by the business clock, under the module's lease: a lane's jobs one after the other, and no lane
/// waits for another. One job's failure stops no other.
/// </summary>
internal sealed partial class DueScans(Loops loops, BusinessClock clock, ILogger<DueScans> log)
{
    public async Task Run(Lane lane, CancellationToken ct)
    {
        Lanes.Enter(lane);
        // Another host may have moved the clock of a sandbox.
        await clock.Load(ct);
        foreach (var job in loops.Due().Where(x => x.Lane == lane))
        {
            try
            {
                if (await loops.Hold(job.Module, ct))
                {
                    await loops.WithDue(job.Name, work => RunOne(work, ct));
                }
            }
            catch (Exception e) when (!ct.IsCancellationRequested)
            {
                Failed(log, e, job.Name);
            }
        }
    }

    private async Task<bool> RunOne(IDueWork work, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await work.NextDue(ct) is not { } due || due > now)
        {
            return false;
        }

        await work.RunDue(now, ct);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The due work {Work} failed; the next scan tries it again")]
    private static partial void Failed(ILogger log, Exception exception, string work);
}

/// <summary>
/// Wakes the scan of one lane. The trigger carries no business date: what is due stands in the modules' rows.
/// </summary>
[DisallowConcurrentExecution]
internal sealed class DueScanJob(DueScans scans) : IJob
{
    public const string LaneKey = "lane";

    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await scans.Run(Enum.Parse<Lane>(context.MergedJobDataMap.GetString(LaneKey)!), cancellationToken);
}

/// <summary>Wakes the retention.</summary>
[DisallowConcurrentExecution]
internal sealed class RetentionJob(Retention retention) : IJob
{
    public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
        await retention.Run(cancellationToken);
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// Moves messages and runs background work while the host runs: woken by this process's commits, polling for those of
/// others. Each lane has loops of its own, and so has each background job, so that neither a flood of ordinary
/// events nor a slow mail server keeps what is urgent waiting.
/// </summary>
internal sealed partial class MessagePump(
    Loops loops,
    Leases leases,
    OutboxSignal signal,
    MessagingOptions options,
    ILogger<MessagePump> log
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The host's start must not wait for a first round.
        await Task.Yield();
        var messages =
            from lane in loops.Lanes
            from modules in loops.Groups
            select Messages(lane, modules, stoppingToken);
        var background =
            from job in loops.Background()
            where loops.Lanes.Contains(job.Lane)
            from worker in Enumerable.Range(1, job.Workers)
            select Background(job, stoppingToken);
        await Task.WhenAll([.. messages, .. background]);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await leases.ReleaseAll(cancellationToken);
        }
        catch (Exception e)
        {
            // They end by themselves; a database that is gone must not keep the host from stopping.
            NotReleased(log, e);
        }
    }

    private async Task Messages(Lane lane, IReadOnlyList<Module> modules, CancellationToken ct)
    {
        Lanes.Enter(lane);
        var only = modules.Count == 1 ? modules[0].Name : null;
        using var listener = signal.Listen(only, lane);
        await Loop($"{only ?? "host"}/{lane}", listener, () => Round(lane, modules, ct), ct);
    }

    private async Task Background(Job job, CancellationToken ct)
    {
        Lanes.Enter(job.Lane);
        using var listener = signal.Listen(job.Module.Name);
        await Loop(job.Name, listener, () => RunReady(job, ct), ct);
    }

    private async Task Loop(string name, OutboxSignal.Listener listener, Func<Task<int>> round, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await round() > 0) { }

                await listener.Wait(options.PollEvery, ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Stumbled(log, e, name);
                await Task.Delay(options.PollEvery, ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task<int> Round(Lane lane, IReadOnlyList<Module> modules, CancellationToken ct)
    {
        var moved = 0;
        foreach (var module in modules)
        {
            if (await loops.Hold(module, ct))
            {
                var (dispatched, processed) = await loops.Round(module, lane, force: false, ct);
                moved += dispatched + processed.Moved;
            }
        }

        return moved;
    }

    private async Task<int> RunReady(Job job, CancellationToken ct) =>
        await loops.Hold(job.Module, ct)
            ? await loops.WithBackground(job.Name, work => work.RunReady(force: false, ct))
            : 0;

    [LoggerMessage(Level = LogLevel.Error, Message = "The loop {Loop} stumbled; it goes on")]
    private static partial void Stumbled(ILogger log, Exception exception, string loop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases could not be given back; they end by themselves")]
    private static partial void NotReleased(ILogger log, Exception exception);
}

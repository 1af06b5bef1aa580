using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Modules;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// Moves messages and runs background work while the host runs: woken by this process's commits, polling for those of
/// others. Each background job has a loop of its own, so that a slow mail server keeps no event waiting.
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
        var messages = loops.Groups.Select(group =>
            Loop(Name(group), OnlyModule(group), ct => Messages(group, ct), stoppingToken)
        );
        var background = loops
            .Jobs<IBackgroundWork>(x => x.Name)
            .Select(job => Loop(job.Name, job.Module.Name, ct => Background(job.Name, job.Module, ct), stoppingToken));
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

    private async Task Loop(string name, string? module, Func<CancellationToken, Task<int>> round, CancellationToken ct)
    {
        using var listener = signal.Listen(module);
        while (!ct.IsCancellationRequested)
        {
            try
            {
                while (await round(ct) > 0) { }

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

    private async Task<int> Messages(IReadOnlyList<Module> group, CancellationToken ct)
    {
        var moved = 0;
        foreach (var module in group)
        {
            if (await loops.Hold(module, ct))
            {
                var (dispatched, processed) = await loops.Round(module, force: false, ct);
                moved += dispatched + processed.Moved;
            }
        }

        return moved;
    }

    private async Task<int> Background(string name, Module module, CancellationToken ct) =>
        await loops.Hold(module, ct) ? await loops.WithBackground(name, work => work.RunReady(force: false, ct)) : 0;

    private static string Name(IReadOnlyList<Module> group) => OnlyModule(group) ?? "host";

    private static string? OnlyModule(IReadOnlyList<Module> group) => group.Count == 1 ? group[0].Name : null;

    [LoggerMessage(Level = LogLevel.Error, Message = "The loop {Loop} stumbled; it goes on")]
    private static partial void Stumbled(ILogger log, Exception exception, string loop);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The leases could not be given back; they end by themselves")]
    private static partial void NotReleased(ILogger log, Exception exception);
}

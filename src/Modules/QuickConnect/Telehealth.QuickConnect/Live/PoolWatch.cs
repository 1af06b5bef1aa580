using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Live;

/// <summary>
/// Compares the pool with what this host last saw and tells whom it concerns. It reads committed rows only, so nothing
/// is told that rolled back; a commit of this host wakes it at once, one of another host is found within half a second.
/// </summary>
internal sealed partial class PoolWatch(
    IServiceScopeFactory scopes,
    IHubContext<PoolHub> hub,
    PoolConnections connections,
    OutboxSignal signal,
    ILogger<PoolWatch> log
) : BackgroundService
{
    private static readonly TimeSpan Round = TimeSpan.FromMilliseconds(500);

    private Dictionary<PoolRequestId, Seen> seen = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var listener = signal.Listen();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await listener.Wait(Round, stoppingToken);
                connections.EndOld();
                await Look(stoppingToken);
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                Blind(log, e);
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Look(CancellationToken ct)
    {
        if (connections.IsEmpty)
        {
            seen = [];
            return;
        }

        var now = await Read(ct);
        var changed = now.Where(x => !seen.TryGetValue(x.Key, out var before) || before != x.Value)
            .Select(x => x.Key)
            .Concat(seen.Keys.Where(x => !now.ContainsKey(x)))
            .ToList();
        var before = seen;
        seen = now;
        if (changed.Count == 0)
        {
            return;
        }

        var concerned = changed
            .SelectMany(x => new[] { before.GetValueOrDefault(x), now.GetValueOrDefault(x) })
            .OfType<Seen>()
            .SelectMany(x => new[] { x.Client, x.Provider })
            .OfType<PersonId>()
            .Distinct()
            .Select(PoolHub.GroupOf);
        await hub.Clients.Groups([PoolHub.Desk, .. concerned]).SendAsync(PoolHub.Changed, ct);
    }

    // What lives, and what was joined and waits for its room.
    private async Task<Dictionary<PoolRequestId, Seen>> Read(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<QuickConnectDbContext>();
        var rows = await db
            .Requests.AsNoTracking()
            .Where(x => x.LiveClientId != null || (x.State == PoolRequestState.Joined && x.SessionId == null))
            .Select(x => new
            {
                x.Id,
                x.Version,
                x.ClientId,
                x.ProviderId,
            })
            .ToListAsync(ct);
        return rows.ToDictionary(x => x.Id, x => new Seen(x.Version, x.ClientId, x.ProviderId?.Person));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The pool could not be looked at; the next round tries again")]
    private static partial void Blind(ILogger log, Exception exception);

    private sealed record Seen(long Version, PersonId? Client, PersonId? Provider);
}

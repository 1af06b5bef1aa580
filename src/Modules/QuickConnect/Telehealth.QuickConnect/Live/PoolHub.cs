using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.SignalR;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;

namespace Telehealth.QuickConnect.Live;

/// <summary>
/// Tells a person's pages that something of theirs changed; what it is, they read through the usual door. Nobody can
/// send anything here.
/// </summary>
[Authorize]
internal sealed class PoolHub(PoolConnections connections) : Hub
{
    /// <summary>The one message: look again. Carries nothing.</summary>
    public const string Changed = "changed";

    /// <summary>Every provider who looks at the desk.</summary>
    public const string Desk = "desk";

    public static string GroupOf(PersonId person) => $"person:{person}";

    public override async Task OnConnectedAsync()
    {
        if (!Guid.TryParse(Context.User?.FindFirstValue("sub"), out var id))
        {
            Context.Abort();
            return;
        }

        connections.Add(Context);
        await Groups.AddToGroupAsync(Context.ConnectionId, GroupOf(new PersonId(id)));
        if (Context.User.FindAll("role").Any(x => x.Value == Roles.Provider))
        {
            await Groups.AddToGroupAsync(Context.ConnectionId, Desk);
        }
    }

    public override Task OnDisconnectedAsync(Exception? exception)
    {
        connections.Remove(Context);
        return Task.CompletedTask;
    }
}

/// <summary>
/// The open connections of this host. Each ends after a minute and comes back by itself through the door, where a
/// suspended person is turned away.
/// </summary>
internal sealed class PoolConnections(SystemTime system)
{
    private const long LifetimeMicros = 60_000_000;

    private readonly ConcurrentDictionary<string, (HubCallerContext Context, long SinceMicros)> open = new();

    public bool IsEmpty => open.IsEmpty;

    public void Add(HubCallerContext context) => open[context.ConnectionId] = (context, system.NowMicros);

    public void Remove(HubCallerContext context) => open.TryRemove(context.ConnectionId, out _);

    public void EndOld()
    {
        var before = system.NowMicros - LifetimeMicros;
        foreach (var (context, since) in open.Values)
        {
            if (since <= before)
            {
                Remove(context);
                context.Abort();
            }
        }
    }
}

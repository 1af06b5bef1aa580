using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.IntegrationTests.Simulation;

/// <summary>Each event reached each of its consumers, and had its effect there, exactly once.</summary>
internal sealed class Events(World world) : Area(world)
{
    public override IEnumerable<Step> Steps => [];

    public override Task Compare() => Task.CompletedTask;

    public override async Task Audit()
    {
        var services = World.App.Services;
        var (databases, catalog) = (
            services.GetRequiredService<ModuleDatabases>(),
            services.GetRequiredService<SubscriptionCatalog>()
        );
        var (due, done) = (new List<string>(), new List<string>());
        foreach (var module in databases.Modules)
        {
            var sent = await databases.Read(
                module,
                db => db.Outbox.Select(x => new { x.EventId, x.WireName }).ToListAsync()
            );
            due.AddRange(sent.SelectMany(x => catalog.To(x.WireName).Select(y => $"{y.Consumer} {x.EventId}")));
            var had = await databases.Read(
                module,
                db =>
                    db.Inbox.Where(x => x.State == InboxState.Done)
                        .Select(x => new { x.EventId, x.Consumer })
                        .ToListAsync()
            );
            done.AddRange(had.Select(x => $"{x.Consumer} {x.EventId}"));
        }

        var differing = due.Except(done).Concat(done.Except(due)).Take(5);
        World.Same("events", "", string.Join(", ", differing));
        World.Same("effects", due.Count, done.Count);
    }
}

using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging;

/// <summary>
/// Who runs a loop. A lease only spares hosts each other's work: every effect is guarded by conditional updates, so
/// losing one in the middle harms nothing. System time, conditional updates, one row per lease.
/// </summary>
internal sealed class Leases(ModuleDatabases databases, SystemTime system, MessagingOptions options)
{
    private readonly ConcurrentDictionary<(string Module, string Name), long> heldUntil = new();

    /// <summary>This host in the rows: machine, process and a part of its own.</summary>
    public string Holder { get; } =
        $"{Environment.MachineName}/{Environment.ProcessId}/{Ids.New().ToString("N")[^8..]}";

    /// <summary>Takes or renews the lease; false when another host has it.</summary>
    public async Task<bool> Hold(Module module, string name, CancellationToken ct)
    {
        var now = system.NowMicros;
        var time = (long)options.LeaseTime.TotalMicroseconds;
        if (heldUntil.TryGetValue((module.Name, name), out var until) && until - now > time / 2)
        {
            return true;
        }

        var held = await Renew(module, name, now, now + time, ct);
        if (held)
        {
            heldUntil[(module.Name, name)] = now + time;
        }
        else
        {
            heldUntil.TryRemove((module.Name, name), out _);
        }

        return held;
    }

    /// <summary>Whether any host holds the lease now.</summary>
    public Task<bool> IsHeld(Module module, string name, CancellationToken ct) =>
        databases.Read(
            module,
            db => db.Leases.AnyAsync(x => x.Name == name && x.ExpiresAtMicros > system.NowMicros, ct)
        );

    /// <summary>Gives the lease back, so that another host need not wait for its end.</summary>
    public async Task Release(Module module, string name, CancellationToken ct)
    {
        if (heldUntil.TryRemove((module.Name, name), out _))
        {
            await databases.Write(
                module,
                db =>
                    db.Leases.Where(x => x.Name == name && x.Holder == Holder)
                        .ExecuteUpdateAsync(set => set.SetProperty(x => x.ExpiresAtMicros, 0), ct),
                ct
            );
        }
    }

    /// <summary>Gives everything back that this host holds.</summary>
    public async Task ReleaseAll(CancellationToken ct)
    {
        foreach (var (module, name) in heldUntil.Keys)
        {
            await Release(databases.Modules.Single(x => x.Name == module), name, ct);
        }
    }

    private async Task<bool> Renew(Module module, string name, long now, long until, CancellationToken ct)
    {
        try
        {
            return await databases.Write(
                module,
                async db =>
                {
                    var taken = await db
                        .Leases.Where(x => x.Name == name && (x.Holder == Holder || x.ExpiresAtMicros <= now))
                        .ExecuteUpdateAsync(
                            set => set.SetProperty(x => x.Holder, Holder).SetProperty(x => x.ExpiresAtMicros, until),
                            ct
                        );
                    if (taken == 1 || await db.Leases.AnyAsync(x => x.Name == name, ct))
                    {
                        return taken == 1;
                    }

                    db.Leases.Add(
                        new LeaseRow
                        {
                            Name = name,
                            Holder = Holder,
                            ExpiresAtMicros = until,
                        }
                    );
                    return await db.SaveChangesAsync(ct) == 1;
                },
                ct
            );
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return false;
        }
    }
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Clocks;

/// <summary>
/// The business clock: the system's time plus a persisted offset that ticks and never goes back. Microseconds, the
/// database's own resolution, so that an instant read back equals the one written. Only sandboxes move it; one whose
/// database is new may begin in the past.
/// </summary>
/// <param name="system">The system's time.</param>
/// <param name="scopes">For the row that keeps the offset.</param>
public sealed class BusinessClock(SystemTime system, IServiceScopeFactory scopes) : IClock
{
    private long offsetMicros;
    private int loaded;

    /// <summary>How far the clock runs ahead of the system's.</summary>
    public Duration Offset => Duration.FromTicks(Interlocked.Read(ref offsetMicros) * 10);

    /// <inheritdoc/>
    public Instant GetCurrentInstant() => Micros.ToInstant(system.NowMicros + Interlocked.Read(ref offsetMicros));

    /// <summary>Reads the persisted offset; called at start and whenever another host may have moved it.</summary>
    public async Task Load(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        var row = await db.Clock.AsNoTracking().FirstOrDefaultAsync(ct);
        var stored = row?.OffsetMicros ?? 0;
        if (Interlocked.Exchange(ref loaded, 1) == 0)
        {
            // The first reading is taken as it is: a sandbox that began in the past may still be there.
            Interlocked.Exchange(ref offsetMicros, stored);
            return;
        }

        Raise(stored);
    }

    /// <summary>
    /// Lets a sandbox begin at <paramref name="start"/>, before anything happened in it; a clock that was ever set is
    /// left alone.
    /// </summary>
    public async Task BeginAt(Instant start, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        if (await db.Clock.AnyAsync(ct))
        {
            return;
        }

        var offset = Micros.Of(start) - system.NowMicros;
        db.Clock.Add(new ClockRow { Id = 1, OffsetMicros = offset });
        await db.SaveChangesAsync(ct);
        Interlocked.Exchange(ref offsetMicros, offset);
    }

    /// <summary>Moves the clock forward to <paramref name="target"/>; a target in the past changes nothing.</summary>
    public async Task MoveTo(Instant target, CancellationToken ct)
    {
        var wanted = Micros.Of(target) - system.NowMicros;
        if (wanted <= Interlocked.Read(ref offsetMicros))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<PlatformDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        // Never back: the row only grows, whoever writes it.
        if (await db.Clock.AnyAsync(ct))
        {
            await db
                .Clock.Where(x => x.OffsetMicros < wanted)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.OffsetMicros, wanted), ct);
        }
        else
        {
            db.Clock.Add(new ClockRow { Id = 1, OffsetMicros = wanted });
            await db.SaveChangesAsync(ct);
        }

        await transaction.CommitAsync(ct);
        Raise(wanted);
    }

    private void Raise(long wanted)
    {
        var seen = Interlocked.Read(ref offsetMicros);
        while (wanted > seen)
        {
            var before = Interlocked.CompareExchange(ref offsetMicros, wanted, seen);
            if (before == seen)
            {
                return;
            }

            seen = before;
        }
    }
}

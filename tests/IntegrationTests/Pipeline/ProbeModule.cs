using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.IntegrationTests.Pipeline;

/// <summary>The smallest module there is: jars of coins. It exists to try the pipeline, not the product.</summary>
public sealed class ProbeModule : Module
{
    public override string Name => "probe";

    public override Type DbContextType => typeof(ProbeDbContext);

    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(SqliteProbeDbContext), typeof(SqlServerProbeDbContext), typeof(PostgresProbeDbContext));

    public override IEnumerable<Permission> Permissions => [new("probe.jars.smash", Roles.Operations)];
}

internal abstract class ProbeDbContext(DbContextOptions options) : ModuleDbContext(options, "probe")
{
    public DbSet<Jar> Jars => Set<Jar>();

    protected override void Map(ModelBuilder model) =>
        model.Entity<Jar>(jar =>
        {
            jar.ToTable("probe_jars", x => x.HasCheckConstraint("ck_probe_jars_coins", "\"Coins\" >= 0"));
            jar.HasKey(x => x.Id);
            jar.Property(x => x.Name).IsExactText(Engine, 40);
            jar.HasIndex(x => x.Name).IsUnique();
        });
}

internal sealed class SqliteProbeDbContext(DbContextOptions<SqliteProbeDbContext> o) : ProbeDbContext(o);

internal sealed class SqlServerProbeDbContext(DbContextOptions<SqlServerProbeDbContext> o) : ProbeDbContext(o);

internal sealed class PostgresProbeDbContext(DbContextOptions<PostgresProbeDbContext> o) : ProbeDbContext(o);

internal sealed class Jar : AggregateRoot
{
    public required Guid Id { get; init; }

    public required string Name { get; set; }

    public int Coins { get; set; }
}

[WireName("probe.jar-filled.v1")]
internal sealed record JarFilledV1(Guid Jar, int Coins) : IIntegrationEvent;

internal sealed record JarAnswer(Guid Id, int Coins);

internal sealed record FillJar(string Name, int Coins) : ICommand<JarAnswer>, IRequireIdempotencyKey;

internal sealed class FillJarValidator : AbstractValidator<FillJar>
{
    public FillJarValidator() => RuleFor(x => x.Coins).InclusiveBetween(1, 100);
}

internal sealed class FillJarHandler(ProbeDbContext db, IWork work) : ICommandHandler<FillJar, JarAnswer>
{
    public async Task<Result<JarAnswer>> Handle(FillJar request, CancellationToken cancellationToken)
    {
        await work.Begin(cancellationToken);
        var jar = await db.Jars.FirstOrDefaultAsync(x => x.Name == request.Name, cancellationToken);
        if (jar is null)
        {
            jar = new Jar { Id = work.DerivedId("jar"), Name = request.Name };
            db.Jars.Add(jar);
        }

        jar.Coins += request.Coins;
        work.Publish(new JarFilledV1(jar.Id, jar.Coins), $"jar:{jar.Id}", jar);
        return jar.Coins > 1000 ? Error.Refused("probe.full", "The jar is full.") : new JarAnswer(jar.Id, jar.Coins);
    }
}

/// <summary>Takes coins without reading first; refuses below the floor, and says so with an event.</summary>
internal sealed record TakeCoins(Guid Jar, int Coins) : ICommand<JarAnswer>, IRequireIdempotencyKey;

internal sealed class TakeCoinsHandler(ProbeDbContext db, IWork work) : ICommandHandler<TakeCoins, JarAnswer>
{
    public async Task<Result<JarAnswer>> Handle(TakeCoins request, CancellationToken cancellationToken)
    {
        work.OnRefusal(_ =>
        {
            work.Publish(new JarFilledV1(request.Jar, -1), $"jar:{request.Jar}", 0);
            return Task.CompletedTask;
        });
        await work.Begin(cancellationToken);
        var taken = await db
            .Jars.Where(x => x.Id == request.Jar && x.Coins >= request.Coins)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Coins, x => x.Coins - request.Coins), cancellationToken);
        return taken == 1
            ? new JarAnswer(request.Jar, request.Coins)
            : Error.Refused("probe.too-few", "Too few coins in the jar.");
    }
}

[Needs("probe.jars.smash")]
internal sealed record SmashJar(Guid Jar) : ICommand<Done>;

internal sealed class SmashJarHandler(ISender sender, IWork work) : ICommandHandler<SmashJar, Done>
{
    public async Task<Result<Done>> Handle(SmashJar request, CancellationToken cancellationToken)
    {
        await work.Begin(cancellationToken);
        await sender.Send(new CountCoins(request.Jar), cancellationToken);
        return Done.Value;
    }
}

[InternalRequest]
internal sealed record CountCoins(Guid Jar) : IQuery<JarAnswer>;

internal sealed class CountCoinsHandler(ProbeDbContext db) : IQueryHandler<CountCoins, JarAnswer>
{
    public async Task<Result<JarAnswer>> Handle(CountCoins request, CancellationToken cancellationToken)
    {
        var jar = await db.Jars.AsNoTracking().FirstOrDefaultAsync(x => x.Id == request.Jar, cancellationToken);
        return jar is null ? Error.NotFound("probe.no-jar", "There is no such jar.") : new JarAnswer(jar.Id, jar.Coins);
    }
}

/// <summary>Two steps, the way accepting is three: the first commits progress, the second the effect.</summary>
internal sealed record PourSlowly(Guid Jar, int Coins) : ICommand<JarAnswer>, IRequireIdempotencyKey, IResumable;

internal sealed record Pouring(int Attempt);

internal sealed class PourSlowlyHandler(ProbeDbContext db, IWork work, CrashPoints crash)
    : ICommandHandler<PourSlowly, JarAnswer>
{
    public async Task<Result<JarAnswer>> Handle(PourSlowly request, CancellationToken cancellationToken)
    {
        if (work.Progress<Pouring>() is null)
        {
            await work.Begin(cancellationToken);
            await work.CommitStep(new Pouring(1), cancellationToken);
        }

        crash.At("probe.between", nameof(PourSlowly));
        await work.Begin(cancellationToken);
        await db
            .Jars.Where(x => x.Id == request.Jar)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Coins, x => x.Coins + request.Coins), cancellationToken);
        return new JarAnswer(request.Jar, request.Coins);
    }
}

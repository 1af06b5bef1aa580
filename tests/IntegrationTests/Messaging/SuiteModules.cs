using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>Counts things and says so.</summary>
internal sealed class AlphaModule : Module
{
    public override string Name => "alpha";

    public override Type DbContextType => typeof(AlphaBase);

    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(AlphaDbContext), typeof(AlphaDbContext), typeof(AlphaDbContext));
}

/// <summary>Reacts with care (halts) and with ease (skips), and says so in turn.</summary>
internal sealed class BetaModule : Module
{
    public override string Name => "beta";

    public override Type DbContextType => typeof(BetaBase);

    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(BetaDbContext), typeof(BetaDbContext), typeof(BetaDbContext));
}

/// <summary>Reacts to the reaction: a chain over three modules.</summary>
internal sealed class GammaModule : Module
{
    public override string Name => "gamma";

    public override Type DbContextType => typeof(GammaBase);

    public override (Type Sqlite, Type SqlServer, Type Postgres) EngineContexts =>
        (typeof(GammaDbContext), typeof(GammaDbContext), typeof(GammaDbContext));
}

[WireName("alpha.thing-counted.v1")]
internal sealed record ThingCountedV1(Guid Thing, int Number) : IIntegrationEvent;

[WireName("alpha.thing-noted.v1")]
internal sealed record ThingNotedV1(Guid Thing) : IIntegrationEvent;

[WireName("alpha.thing-alarmed.v1")]
internal sealed record ThingAlarmedV1(Guid Thing, int Number) : IIntegrationEvent;

[WireName("beta.thing-posted.v1")]
internal sealed record ThingPostedV1(Guid Thing, int Number) : IIntegrationEvent;

internal sealed class Thing : AggregateRoot
{
    public required Guid Id { get; init; }

    public int Count { get; set; }
}

/// <summary>One effect. Nothing keeps it from being there twice: that is what the suite looks for.</summary>
internal sealed class Effect
{
    public long Sequence { get; init; }

    public required string Consumer { get; init; }

    public required string EventId { get; init; }

    public required Guid Thing { get; init; }

    public required int Number { get; init; }

    public required string Actor { get; init; }

    public string? InitiatedBy { get; init; }
}

internal abstract class AlphaBase(DbContextOptions options) : ModuleDbContext(options, "alpha")
{
    public DbSet<Thing> Things => Set<Thing>();

    protected override void Map(ModelBuilder model) => model.Entity<Thing>().ToTable("alpha_things");
}

internal abstract class EffectsContext(DbContextOptions options, string module) : ModuleDbContext(options, module)
{
    public DbSet<Effect> Effects => Set<Effect>();

    protected override void Map(ModelBuilder model) =>
        model.Entity<Effect>(effect =>
        {
            effect.ToTable(Module + "_effects");
            effect.HasKey(x => x.Sequence);
            effect.Property(x => x.Consumer).HasMaxLength(100);
            effect.Property(x => x.EventId).HasMaxLength(100);
            effect.Property(x => x.Actor).HasMaxLength(200);
            effect.Property(x => x.InitiatedBy).HasMaxLength(200);
        });
}

internal abstract class BetaBase(DbContextOptions options) : EffectsContext(options, "beta");

internal abstract class GammaBase(DbContextOptions options) : EffectsContext(options, "gamma");

internal sealed class AlphaDbContext(DbContextOptions<AlphaDbContext> options) : AlphaBase(options);

internal sealed class BetaDbContext(DbContextOptions<BetaDbContext> options) : BetaBase(options);

internal sealed class GammaDbContext(DbContextOptions<GammaDbContext> options) : GammaBase(options);

/// <summary>What the test wants a consumer to do besides its effect: fail, wait, look.</summary>
internal sealed class Script
{
    public Func<string, int, Task> Prepare { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>After the effect was written, before the commit.</summary>
    public Func<string, int, Task> Effect { get; set; } = (_, _) => Task.CompletedTask;

    public void Fail(string consumer, int number, string why = "told to fail") =>
        Effect = (c, n) => c == consumer && n == number ? throw new InvalidOperationException(why) : Task.CompletedTask;

    public void Behave() => Effect = (_, _) => Task.CompletedTask;
}

[Consumer("beta.post", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class PostThing(BetaBase db, IWork work, Script script) : IReaction<ThingCountedV1>
{
    public Task Prepare(ThingCountedV1 integrationEvent, CancellationToken ct) =>
        script.Prepare("beta.post", integrationEvent.Number);

    public async Task On(ThingCountedV1 integrationEvent, CancellationToken ct)
    {
        var (thing, number) = integrationEvent;
        db.Effects.Add(Effects.Of("beta.post", thing, number, work));
        work.Publish(new ThingPostedV1(thing, number), $"thing:{thing}", number);
        await script.Effect("beta.post", number);
    }
}

[Consumer("beta.mail", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class MailThing(BetaBase db, IWork work, Script script) : IReaction<ThingCountedV1>
{
    public async Task On(ThingCountedV1 integrationEvent, CancellationToken ct)
    {
        db.Effects.Add(Effects.Of("beta.mail", integrationEvent.Thing, integrationEvent.Number, work));
        await script.Effect("beta.mail", integrationEvent.Number);
    }
}

[Consumer("gamma.follow", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class FollowThing(GammaBase db, IWork work, Script script) : IReaction<ThingPostedV1>
{
    public async Task On(ThingPostedV1 integrationEvent, CancellationToken ct)
    {
        db.Effects.Add(Effects.Of("gamma.follow", integrationEvent.Thing, integrationEvent.Number, work));
        await script.Effect("gamma.follow", integrationEvent.Number);
    }
}

[Consumer("gamma.alarm", DeadLetterPolicy.Halt, Lane.Safety)]
internal sealed class AlarmThing(GammaBase db, IWork work, Script script) : IReaction<ThingAlarmedV1>
{
    public async Task On(ThingAlarmedV1 integrationEvent, CancellationToken ct)
    {
        db.Effects.Add(Effects.Of("gamma.alarm", integrationEvent.Thing, integrationEvent.Number, work));
        await script.Effect("gamma.alarm", integrationEvent.Number);
    }
}

internal static class Effects
{
    public static Effect Of(string consumer, Guid thing, int number, IWork work) =>
        new()
        {
            Consumer = consumer,
            EventId = work.Key!,
            Thing = thing,
            Number = number,
            Actor = work.Actor.Key,
            InitiatedBy = work.Actor.InitiatedBy,
        };
}

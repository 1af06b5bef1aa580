using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Testing;
using Telehealth.Testing.Engines;

namespace Telehealth.IntegrationTests.Pipeline;

/// <summary>How a command runs (commands.md, "One command"), on a real database; inherited per engine.</summary>
public abstract class PipelineSuite(Engine engine) : IAsyncLifetime
{
    private static readonly Actor Somebody = Actor.OfPerson(new PersonId(Ids.Derive("somebody")));
    private readonly StoppingCrashPoints crash = new();
    private TestDatabase database = null!;
    private ServiceProvider services = null!;

    public async Task InitializeAsync()
    {
        database = await TestDatabases.Empty(engine);
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                new Dictionary<string, string?>
                {
                    ["Database:Engine"] = engine.ToString(),
                    ["Database:ConnectionString"] = database.ConnectionString,
                }
            )
            .Build();
        var collection = new ServiceCollection();
        collection.AddSingleton<IConfiguration>(configuration);
        collection.AddLogging();
        collection.AddSingleton<CrashPoints>(crash);
        collection.AddModules(configuration, [new ProbeModule()]);
        services = collection.BuildServiceProvider();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ProbeDbContext>();
        if (engine != Engine.Sqlite)
        {
            await db.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
            return;
        }

        await db.Database.EnsureCreatedAsync();
    }

    public async Task DisposeAsync()
    {
        await services.DisposeAsync();
        await database.DisposeAsync();
    }

    [EngineFact]
    [Rule("WAL-05", Part = "repeat")]
    public async Task A_repeated_key_answers_the_first_result_and_moves_nothing()
    {
        var first = await Send(new FillJar("tips", 5), "k1");
        var second = await Send(new FillJar("tips", 5), "k1");
        first.Replayed.ShouldBeFalse();
        second.Replayed.ShouldBeTrue();
        second.Value.ShouldBe(first.Value);
        (await Coins("tips")).ShouldBe(5);
        (await Outbox()).ShouldBe(1);
    }

    [EngineFact]
    public async Task The_same_key_with_another_body_is_refused()
    {
        await Send(new FillJar("tips", 5), "k1");
        (await Send(new FillJar("tips", 6), "k1")).Error!.Code.ShouldBe("idempotency.key-reused");
        (await Coins("tips")).ShouldBe(5);
    }

    [EngineFact]
    public async Task A_command_that_moves_something_needs_a_key() =>
        (await Send(new FillJar("tips", 5), null)).Error!.Code.ShouldBe("idempotency.key-missing");

    [EngineFact]
    public async Task Fifty_parallel_repeats_of_one_key_have_one_effect_and_one_answer()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(_ => Task.Run(() => Send(new FillJar("tips", 5), "k1")))
        );
        answers.Select(x => x.Value).Distinct().Count().ShouldBe(1);
        answers.Count(x => !x.Replayed).ShouldBe(1);
        (await Coins("tips")).ShouldBe(5);
        (await Outbox()).ShouldBe(1);
    }

    [EngineFact]
    public async Task Fifty_parallel_takers_never_pass_the_floor()
    {
        var jar = (await Send(new FillJar("tips", 10), "fill")).Value.Id;
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 50).Select(i => Task.Run(() => Send(new TakeCoins(jar, 10), $"take{i}")))
        );
        answers.Count(x => x.IsSuccess).ShouldBe(1);
        answers.Where(x => !x.IsSuccess).ShouldAllBe(x => x.Error!.Code == "probe.too-few");
        (await Coins("tips")).ShouldBe(0);
    }

    [EngineFact]
    public async Task A_refusal_rolls_back_is_stored_and_adds_the_releasing_event_once()
    {
        var jar = (await Send(new FillJar("tips", 1), "fill")).Value.Id;
        var refused = await Send(new TakeCoins(jar, 2), "take");
        await Send(new FillJar("tips", 50), "more");
        var again = await Send(new TakeCoins(jar, 2), "take");
        refused.Error!.Code.ShouldBe("probe.too-few");
        again.Error!.Code.ShouldBe("probe.too-few");
        again.Replayed.ShouldBeTrue();
        (await Outbox()).ShouldBe(3);
        (await Coins("tips")).ShouldBe(51);
    }

    [EngineFact]
    public async Task Writers_of_one_aggregate_all_come_through_in_the_order_of_its_version()
    {
        await Send(new FillJar("tips", 1), "fill");
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(i => Task.Run(() => Persist(new FillJar("tips", 1), $"k{i}")))
        );
        answers.ShouldAllBe(x => x.IsSuccess);
        (await Coins("tips")).ShouldBe(9);
        var rows = await Read(db => db.Outbox.AsNoTracking().OrderBy(x => x.Sequence).ToListAsync());
        rows.Select(x => x.Version).ShouldBe(Enumerable.Range(1, 9).Select(x => (long)x));
    }

    [EngineFact]
    public async Task A_bad_field_is_named_and_changes_nothing()
    {
        var error = (await Send(new FillJar("tips", 0), "k1")).Error!;
        error.Kind.ShouldBe(ErrorKind.Validation);
        error.Fields.Keys.ShouldBe(["coins"]);
        (await Read(db => db.Idempotency.CountAsync())).ShouldBe(0);
    }

    [EngineFact]
    public async Task A_permission_is_asked_and_an_internal_request_is_refused_from_outside()
    {
        (await Send(new SmashJar(Ids.New()), null)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await Send(new CountCoins(Ids.New()), null)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
    }

    [EngineFact]
    public async Task The_sender_throws_inside_a_transaction_and_the_gate_is_given_back()
    {
        var operations = Actor.OfPerson(Somebody.Person!.Value, Roles.Operations);
        await Should.ThrowAsync<InvalidOperationException>(() => SendAs(operations, new SmashJar(Ids.New()), null));
        (await Send(new FillJar("tips", 5), "after")).IsSuccess.ShouldBeTrue();
    }

    [EngineFact]
    public async Task A_crash_before_the_commit_leaves_nothing_and_the_retry_does_it()
    {
        crash.StopAt = "work.before-commit";
        await Should.ThrowAsync<CrashException>(() => Send(new FillJar("tips", 5), "k1"));
        (await Outbox()).ShouldBe(0);
        (await Send(new FillJar("tips", 5), "k1")).Value.Coins.ShouldBe(5);
    }

    [EngineFact]
    public async Task A_crash_after_the_commit_is_settled_by_looking_the_key_up()
    {
        crash.StopAt = "work.after-commit";
        await Should.ThrowAsync<CrashException>(() => Send(new FillJar("tips", 5), "k1"));
        var retried = await Send(new FillJar("tips", 5), "k1");
        retried.Replayed.ShouldBeTrue();
        (await Coins("tips")).ShouldBe(5);
    }

    [EngineFact]
    public async Task A_command_of_several_steps_resumes_after_a_crash_between_them()
    {
        var jar = (await Send(new FillJar("tips", 1), "fill")).Value.Id;
        crash.StopAt = "probe.between";
        await Should.ThrowAsync<CrashException>(() => Send(new PourSlowly(jar, 5), "pour"));
        (await Coins("tips")).ShouldBe(1);
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(_ => Task.Run(() => Persist(new PourSlowly(jar, 5), "pour")))
        );
        answers.ShouldAllBe(x => x.IsSuccess);
        (await Coins("tips")).ShouldBe(6);
    }

    /// <summary>As a caller would who is told to try again.</summary>
    private async Task<Result<T>> Persist<T>(ICommand<T> command, string key)
    {
        for (var i = 0; ; i++)
        {
            var answer = await Send(command, key);
            if (answer.Error?.Kind is not (ErrorKind.Unavailable or ErrorKind.Conflict) || i == 20)
            {
                return answer;
            }
        }
    }

    private Task<Result<T>> Send<T>(MediatR.IRequest<Result<T>> command, string? key) => SendAs(Somebody, command, key);

    private async Task<Result<T>> SendAs<T>(Actor actor, MediatR.IRequest<Result<T>> command, string? key)
    {
        await using var scope = services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<ISender>().SendAs(actor, command, default, key);
    }

    /// <summary>A value SQLite runs with on the product's own connections.</summary>
    protected Task<string> Pragma(string name) =>
        Read(async db =>
        {
            await db.Database.OpenConnectionAsync();
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"PRAGMA {name}";
            return (await command.ExecuteScalarAsync())!.ToString()!;
        });

    private Task<int> Coins(string name) =>
        Read(db => db.Jars.AsNoTracking().Where(x => x.Name == name).Select(x => x.Coins).SingleAsync());

    private Task<int> Outbox() => Read(db => db.Outbox.CountAsync());

    private async Task<T> Read<T>(Func<ProbeDbContext, Task<T>> read)
    {
        await using var scope = services.CreateAsyncScope();
        return await read(scope.ServiceProvider.GetRequiredService<ProbeDbContext>());
    }
}

public sealed class SqlitePipeline() : PipelineSuite(Engine.Sqlite)
{
    [Fact]
    public async Task Every_commit_is_on_disk_before_it_is_answered()
    {
        (await Pragma("synchronous")).ShouldBe("2");
        (await Pragma("journal_mode")).ShouldBe("wal");
    }
}

[NeedsEngine(Engine.Postgres)]
public sealed class PostgresPipeline() : PipelineSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class SqlServerPipeline() : PipelineSuite(Engine.SqlServer);

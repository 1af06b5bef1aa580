using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;
using Telehealth.Testing.Engines;
using Telehealth.Wallet.Contracts;

namespace Telehealth.IntegrationTests.Pipeline;

/// <summary>The database does not commit, or commits and nobody hears of it (commands.md, step 4).</summary>
public abstract class LostCommitSuite(Engine engine)
{
    private const string Fund = "hub.acme";

    [EngineTheory]
    [InlineData(CommitFaults.Fails)]
    [InlineData(CommitFaults.IsLost)]
    public async Task What_broke_is_what_the_caller_sees_and_the_same_key_settles_it(string place)
    {
        await using var app = await TelehealthApp.Start(
            engine,
            x => x.Services.AddSingleton<IInterceptor, CommitFaults>()
        );
        var person = new PersonId(Ids.New());
        var grant = new GrantCredits(Ids.New(), FundingKind.Credit, Fund, person, new Credits(2));
        app.Crash.StopAt = place;
        await Should.ThrowAsync<CommitException>(() => app.Send(grant, key: "once"));
        app.Crash.StopAt.ShouldBeNull();
        (await app.Send(grant, key: "once")).Error.ShouldBeNull();
        var has = (await app.Send(new GetCredits(FundingKind.Credit, Fund, person))).Value;
        has.Available.ShouldBe(new Credits(2));
        await app.ShouldVerify();
    }
}

public sealed class LostCommitsOnSqlite() : LostCommitSuite(Engine.Sqlite);

[NeedsEngine(Engine.Postgres)]
public sealed class LostCommitsOnPostgres() : LostCommitSuite(Engine.Postgres);

[NeedsEngine(Engine.SqlServer)]
public sealed class LostCommitsOnSqlServer() : LostCommitSuite(Engine.SqlServer);

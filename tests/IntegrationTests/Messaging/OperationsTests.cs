using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Testing;

namespace Telehealth.IntegrationTests.Messaging;

/// <summary>The machinery inside the real host: who may look and decide, and that the pump and the scans run.</summary>
public sealed class OperationsTests
{
    private static readonly Actor Operator = Actor.OfPerson(new PersonId(Ids.Derive("olga")), Roles.Operations);
    private static readonly Actor Client = Actor.OfPerson(new PersonId(Ids.Derive("carl")), Roles.Client);

    [Fact]
    public async Task Only_operations_may_read_and_decide()
    {
        await using var app = await TelehealthApp.Start();
        (await app.Http.GetAsync("/api/v1/operations/dead-letters")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (
            await app.Http.PostAsJsonAsync("/api/v1/operations/dead-letters/wallet/1/replay", new { })
        ).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await app.Send(new GetMessagingHealth(), Client)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await app.Send(new ReplayDeadLetter("wallet", 1), Client)).Error!.Kind.ShouldBe(ErrorKind.Forbidden);
        (await app.Send(new DiscardDeadLetter("wallet", 1, "never happened at all"), Client)).Error!.Kind.ShouldBe(
            ErrorKind.Forbidden
        );
        (await app.Send(new GetMessagingHealth(), Operator)).Value.Modules.ShouldContain(x => x.Module == "wallet");
    }

    [Fact]
    public async Task A_dead_letter_is_discarded_once_with_a_reason_of_some_length_and_by_somebody()
    {
        await using var app = await TelehealthApp.Start();
        var wallet = app.Services.GetRequiredService<ModuleDatabases>().Modules.Single(x => x.Name == "wallet");
        var databases = app.Services.GetRequiredService<ModuleDatabases>();
        await databases.Write(wallet, AddDead, CancellationToken.None);
        var dead = (await app.Send(new ListDeadLetters("wallet", null, null), Operator)).Value.Items.Single();

        var hasty = await app.Send(new DiscardDeadLetter("wallet", dead.Sequence, "bah"), Operator);
        hasty.Error!.Fields.Keys.ShouldContain("reason");
        var discard = new DiscardDeadLetter("wallet", dead.Sequence, "a test made it up, nothing is lost");
        (await app.Send(discard, Operator)).Error.ShouldBeNull();
        (await app.Send(discard, Operator)).Error!.Kind.ShouldBe(ErrorKind.NotFound);
        var row = await databases.Read(wallet, db => db.Inbox.AsNoTracking().SingleAsync());
        row.State.ShouldBe(InboxState.Discarded);
        row.Resolution.ShouldBe($"{Operator.Key}: a test made it up, nothing is lost");
    }

    [Fact]
    public async Task A_host_with_its_pump_on_takes_the_lease_and_scans_what_is_due()
    {
        var work = new ProbeWork();
        await using var app = await TelehealthApp.Start(
            adjust: builder => builder.Services.AddScoped<IDueWork>(_ => work),
            settings: [("Messaging:Pump", "true"), ("Messaging:ScanEvery", "00:00:00.100")]
        );
        (await work.Ran.Task.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBeTrue();
        var health = (await app.Send(new GetMessagingHealth(), Operator)).Value;
        health.Modules.SelectMany(x => x.Leases).ShouldContain(x => x.Name == "host");
    }

    [Fact]
    public void A_catalogue_refuses_what_could_not_be_told_apart()
    {
        Should
            .Throw<InvalidOperationException>(() =>
                new SubscriptionCatalog([(SuiteHost.Beta, typeof(PostThing)), (SuiteHost.Beta, typeof(PostThingToo))])
            )
            .Message.ShouldContain("beta.post");
        Should
            .Throw<InvalidOperationException>(() => new SubscriptionCatalog([(SuiteHost.Gamma, typeof(PostThing))]))
            .Message.ShouldContain("must begin with gamma");
        Should.Throw<InvalidOperationException>(() => new EventCatalog([typeof(ThingCountedV1), typeof(ThingToo)]));
        Should.Throw<InvalidOperationException>(() => new EventCatalog([typeof(Nameless)]));
    }

    private static Task<int> AddDead(ModuleDbContext db)
    {
        db.Inbox.Add(
            new InboxRow
            {
                Consumer = "wallet.made-up",
                EventId = Ids.New(),
                WireName = "wallet.made-up.v1",
                Partition = "p",
                Version = 1,
                Ordinal = 0,
                Payload = "{}",
                Actor = "system:test",
                CommittedAtMicros = 0,
                State = InboxState.Dead,
            }
        );
        return db.SaveChangesAsync();
    }

    [Consumer("beta.post", DeadLetterPolicy.Skip, Lane.Ordinary)]
    private sealed class PostThingToo : IReaction<ThingNotedV1>
    {
        public Task On(ThingNotedV1 integrationEvent, CancellationToken ct) => Task.CompletedTask;
    }

    [WireName("alpha.thing-counted.v1")]
    private sealed record ThingToo : IIntegrationEvent;

    private sealed record Nameless : IIntegrationEvent;

    private sealed class ProbeWork : IDueWork
    {
        public TaskCompletionSource<bool> Ran { get; } = new();

        public string Name => "wallet.probe";

        public Lane Lane => Lane.Ordinary;

        public Task<Instant?> NextDue(CancellationToken ct) => Task.FromResult<Instant?>(Instant.MinValue);

        public Task RunDue(Instant now, CancellationToken ct)
        {
            Ran.TrySetResult(true);
            return Task.CompletedTask;
        }
    }
}

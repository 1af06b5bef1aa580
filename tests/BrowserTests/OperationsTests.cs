using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BrowserTests;

/// <summary>Operations finds what is stuck, looks at it and decides.</summary>
[Collection(WorkplaceCollection.Name)]
public sealed class OperationsTests(Workplace workplace)
{
    [ChromiumFact]
    public async Task A_dead_letter_is_found_looked_at_replayed_and_another_discarded_with_a_reason()
    {
        var replayed = await AddDead("wallet-1");
        var discarded = await AddDead("wallet-2");
        await using var olga = await workplace.VisitAs(Roles.Operations);
        await olga.Sees("2 dead letters");
        await olga.Go("/operations");
        await olga.ShouldBeFit("operations");
        await olga.Page.Locator("main").GetByRole(AriaRole.Link, new() { Name = "Look at what failed" }).ClickAsync();
        await olga.ShouldBeFit("dead-letters");

        await olga.Go($"/operations/dead-letters/wallet/{replayed}");
        await olga.ShouldBeFit("dead-letter");
        await olga.Press("Replay it");
        await olga.Sees("It is tried again now");
        (await StateOf(replayed)).ShouldBe(InboxState.Ready);

        await olga.Go($"/operations/dead-letters/wallet/{discarded}");
        await olga.Page.GetByLabel("Why is nothing lost?").FillAsync("too hasty");
        await olga.Press("Discard it");
        await olga.Sees("Say what was found");
        await olga.ShouldBeFit("dead-letter-refused");
        await olga.Page.GetByLabel("Why is nothing lost?").FillAsync("A test made it up, nothing is lost.");
        await olga.Press("Discard it");
        await olga.Sees("It is discarded");
        await olga.Sees("No dead letters");
        await olga.ShouldBeFit("dead-letters-none");
        (await StateOf(discarded)).ShouldBe(InboxState.Discarded);
        await Remove(replayed, discarded);
    }

    [ChromiumFact]
    public async Task The_health_page_renews_itself()
    {
        await using var olga = await workplace.VisitAs(Roles.Operations);
        await olga.Go("/operations");
        await olga.Sees("Everything flows");
        var added = await AddDead("wallet-3");
        await olga.Sees("1 dead letter");
        await Remove(added);
    }

    [ChromiumFact]
    public async Task Who_has_no_business_here_is_told_so()
    {
        await using var client = await workplace.Visit(await workplace.App.SignUpClient());
        (await client.Page.GotoAsync("/operations"))!.Status.ShouldBe(403);
        await client.Sees("Not for this account");
    }

    private ModuleDatabases Databases => workplace.App.Services.GetRequiredService<ModuleDatabases>();

    private Task<long> AddDead(string partition) =>
        Databases.Write(
            Wallet,
            async db =>
            {
                var row = new InboxRow
                {
                    Consumer = "wallet.post-cover",
                    EventId = Ids.New(),
                    WireName = "sessions.session-completed.v1",
                    Partition = partition,
                    Version = 1,
                    Ordinal = 0,
                    Payload = """{"sessionId":"0191f2d0-0000-7000-8000-000000000000","outcome":"completed"}""",
                    Actor = "system:test",
                    State = InboxState.Dead,
                    Tries = 8,
                    LastError = "InvalidOperationException in CoverSettling.cs, line 78",
                    CommittedAtMicros = 1_790_000_000_000_000,
                };
                db.Inbox.Add(row);
                await db.SaveChangesAsync();
                return row.Sequence;
            },
            CancellationToken.None
        );

    private BuildingBlocks.Infrastructure.Modules.Module Wallet => Databases.Modules.Single(x => x.Name == "wallet");

    private Task<InboxState> StateOf(long sequence) =>
        Databases.Read(Wallet, db => db.Inbox.Where(x => x.Sequence == sequence).Select(x => x.State).SingleAsync());

    private Task<int> Remove(params long[] rows) =>
        Databases.Write(
            Wallet,
            db => db.Inbox.Where(x => rows.Contains(x.Sequence)).ExecuteDeleteAsync(),
            CancellationToken.None
        );
}

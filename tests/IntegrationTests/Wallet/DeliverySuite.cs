using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Wallet;

namespace Telehealth.IntegrationTests.Wallet;

/// <summary>Hands events of other modules to one consumer of the wallet, in any order.</summary>
public abstract class DeliverySuite(Engine engine) : WalletSuite(engine)
{
    internal async Task<ReactionOutcome> Deliver(string consumer, IIntegrationEvent integrationEvent, int tries = 1)
    {
        var row = await Store(consumer, integrationEvent);
        var outcome = ReactionOutcome.Skipped;
        for (var i = 0; i < tries; i++)
        {
            outcome = await Run(await Read(db => db.Inbox.AsNoTracking().SingleAsync(x => x.Sequence == row.Sequence)));
        }

        return outcome;
    }

    internal Task<ReactionOutcome> Run(InboxRow row) =>
        App
            .Services.GetRequiredService<ReactionRunner>()
            .Run(App.Services.GetRequiredService<WalletModule>(), row, CancellationToken.None);

    internal Task<InboxRow> Store(string consumer, IIntegrationEvent integrationEvent) =>
        Read(async db =>
        {
            var row = new InboxRow
            {
                Consumer = consumer,
                EventId = Ids.New(),
                WireName = WireNames.Of(integrationEvent.GetType()),
                Partition = $"test:{Ids.New()}",
                Version = 1,
                Ordinal = 0,
                Payload = JsonSerializer.Serialize(integrationEvent, integrationEvent.GetType(), ApiJson.Options),
                Actor = "system:test",
                CommittedAtMicros = 0,
            };
            await using var transaction = await db.Database.BeginTransactionAsync();
            db.Inbox.Add(row);
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
            return row;
        });
}

using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>What the double is told to do, until it is told otherwise.</summary>
/// <param name="Decline">Every payment is declined with this code, such as <c>insufficient_funds</c>.</param>
/// <param name="DelaySeconds">Payments are processing for so long before they succeed.</param>
/// <param name="Duplicate">Every event is delivered so many times.</param>
/// <param name="Reorder">Waiting events are delivered newest first, after a second's wait.</param>
/// <param name="Drop">Events are not delivered at all.</param>
/// <param name="TimeOut">The API does its work but does not answer.</param>
public sealed record DevStripeBehaviour(
    string? Decline = null,
    int DelaySeconds = 0,
    int Duplicate = 1,
    bool Reorder = false,
    bool Drop = false,
    bool TimeOut = false
)
{
    internal static async Task<DevStripeBehaviour> Read(WalletDbContext db, CancellationToken ct)
    {
        var row = await db.Set<DevStripeBehaviourRow>().AsNoTracking().FirstOrDefaultAsync(ct);
        return row is null
            ? new()
            : JsonSerializer.Deserialize<DevStripeBehaviour>(row.Settings, ApiJson.Options) ?? new();
    }

    internal async Task Write(WalletDbContext db, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        var settings = JsonSerializer.Serialize(this, ApiJson.Options);
        var row = await db.Set<DevStripeBehaviourRow>().FirstOrDefaultAsync(ct);
        if (row is null)
        {
            db.Add(new DevStripeBehaviourRow { Id = 1, Settings = settings });
        }
        else
        {
            row.Settings = settings;
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }
}

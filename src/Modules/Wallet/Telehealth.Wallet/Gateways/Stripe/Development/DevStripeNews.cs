using System.Text.Json.Nodes;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.Wallet.Persistence;

namespace Telehealth.Wallet.Gateways.Stripe.Development;

/// <summary>Records the events Stripe would send, in the transaction of what they tell of.</summary>
internal sealed class DevStripeNews(WalletDbContext db, SystemTime system)
{
    public void Tell(string type, JsonObject subject, string objectId, DevStripeBehaviour behaviour)
    {
        var id = $"evt_{Ids.New():N}";
        var payload = DevStripeJson.Event(id, type, subject, system.NowMicros).ToJsonString();
        for (var copy = 0; copy < Math.Clamp(behaviour.Duplicate, 1, 20); copy++)
        {
            db.Add(
                new DevStripeDelivery
                {
                    EventId = id,
                    Type = type,
                    ObjectId = objectId,
                    Payload = payload,
                    State = behaviour.Drop ? DevDeliveryState.Dropped : DevDeliveryState.Waiting,
                    NextTryAtMicros = system.NowMicros + (behaviour.Reorder ? 1_000_000 : 0),
                }
            );
        }
    }
}

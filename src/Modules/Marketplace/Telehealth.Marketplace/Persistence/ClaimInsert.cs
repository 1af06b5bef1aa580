using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.Marketplace.Persistence;

/// <summary>The claims of a booking: on its provider's time, and on its client's where a sponsor pays.</summary>
internal static class ClaimInsert
{
    public const string Slots = "marketplace_slot_claims";
    public const string Clients = "marketplace_client_claims";

    private static readonly StepClaimTable SlotTable = new(Slots, "ProviderId", "BookingId");
    private static readonly StepClaimTable ClientTable = new(Clients, "ClientId", "BookingId");

    /// <summary>False when the provider has another booking or hold then.</summary>
    public static Task<bool> Run(
        MarketplaceDbContext db,
        ProviderId provider,
        BookingId booking,
        IReadOnlyList<long> steps,
        CancellationToken ct
    ) => StepClaims.Insert(db, SlotTable, provider.Value, booking.Value, steps, ct);

    /// <summary>False when the client has another booking of a sponsor's then.</summary>
    public static Task<bool> OfClient(
        MarketplaceDbContext db,
        PersonId client,
        BookingId booking,
        IReadOnlyList<long> steps,
        CancellationToken ct
    ) => StepClaims.Insert(db, ClientTable, client.Value, booking.Value, steps, ct);
}

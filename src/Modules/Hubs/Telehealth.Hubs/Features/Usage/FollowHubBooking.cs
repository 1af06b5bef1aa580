using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Hubs.Features.Usage;

/// <summary>
/// Counts a booking of a hub for HR's aggregates (HUB-08). One that was called off in time costs nobody anything and is
/// forgotten; one that used its credit up all the same stays counted.
/// </summary>
[Consumer("hubs.count-booking", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class CountHubBooking(HubsDbContext db, ISender sender)
    : IReaction<BookingConfirmedV1>,
        IReaction<BookingCancelledV1>
{
    private static readonly Actor Self = Actor.System("hubs.count-booking");

    private HubId? hub;
    private string category = "";

    public async Task Prepare(BookingConfirmedV1 integrationEvent, CancellationToken ct)
    {
        hub = await HubOfPolicy.Find(db, integrationEvent.PolicyId, ct);
        if (hub is null)
        {
            return;
        }

        var cards = await sender.SendAs(Self, new ListProviderCards([integrationEvent.ProviderId]), ct);
        // An error throws here, and the event is tried again.
        category = cards.Value.FirstOrDefault()?.Category ?? "";
    }

    public Task On(BookingConfirmedV1 integrationEvent, CancellationToken ct)
    {
        if (hub is { } known)
        {
            var day = integrationEvent.StartsAt.InUtc().Date;
            db.HubSessions.Add(
                new HubSession
                {
                    BookingId = integrationEvent.BookingId,
                    HubId = known,
                    PersonId = integrationEvent.ClientId,
                    Category = category,
                    Month = new LocalDate(day.Year, day.Month, 1),
                }
            );
        }

        return Task.CompletedTask;
    }

    public async Task On(BookingCancelledV1 integrationEvent, CancellationToken ct)
    {
        if (!integrationEvent.UsesUp)
        {
            await db.HubSessions.Where(x => x.BookingId == integrationEvent.BookingId).ExecuteDeleteAsync(ct);
        }
    }
}

/// <summary>Counts a session of a hub as held.</summary>
[Consumer("hubs.count-held", DeadLetterPolicy.Skip, Lane.Ordinary)]
internal sealed class CountHubSessionHeld(HubsDbContext db) : IReaction<SessionCompletedV1>
{
    private HubId? hub;

    public async Task Prepare(SessionCompletedV1 integrationEvent, CancellationToken ct) =>
        hub = await HubOfPolicy.Find(db, integrationEvent.PolicyId, ct);

    public async Task On(SessionCompletedV1 integrationEvent, CancellationToken ct)
    {
        if (hub is null)
        {
            return;
        }

        var held = await db
            .HubSessions.Where(x => x.BookingId == integrationEvent.BookingId)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, HubSessionState.Held), ct);
        if (held == 0)
        {
            throw new InvalidOperationException($"Booking {integrationEvent.BookingId} is not counted yet.");
        }
    }
}

/// <summary>The hub whose policy a booking carries.</summary>
internal static class HubOfPolicy
{
    private const string Prefix = "hub.";

    public static async Task<HubId?> Find(HubsDbContext db, string policy, CancellationToken ct)
    {
        if (!policy.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var code = policy[Prefix.Length..];
        return await db.Hubs.Where(x => x.Code == code).Select(x => (HubId?)x.Id).FirstOrDefaultAsync(ct);
    }
}

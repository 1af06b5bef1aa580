using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Links;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Rooms;

/// <summary>
/// A confirmed booking gets its session, with the windows of the policy version it carries (SES-01); a cancelled
/// one's is called off. One consumer for both, so that they come in their order.
/// </summary>
[Consumer("sessions.schedule", DeadLetterPolicy.Halt, Lane.Prompt)]
internal sealed class FollowBooking(SessionsDbContext db, IWork work, ISender sender, IClock clock, JoinKeys keys)
    : IReaction<BookingConfirmedV1>,
        IReaction<BookingCancelledV1>
{
    private ChannelPolicy? policy;
    private byte[]? sealedKey;

    public async Task Prepare(BookingConfirmedV1 booking, CancellationToken ct)
    {
        var answer = await sender.Send(new GetChannelPolicy(booking.PolicyId, booking.PolicyVersion), ct);
        policy = answer.Value;
        // Sealing may read or make the platform's keys: never inside the transaction.
        sealedKey = keys.NewSealed();
    }

    public Task On(BookingConfirmedV1 booking, CancellationToken ct)
    {
        var session = new Session(booking, policy!, sealedKey!, clock.GetCurrentInstant());
        db.Sessions.Add(session);
        work.Publish(
            new SessionScheduledV1(
                session.Id,
                session.BookingId,
                session.BookingNumber,
                session.ProviderId,
                session.ClientId,
                session.Mode,
                session.StartsAt,
                session.EndsAt,
                session.ProviderZone,
                session.ClientZone,
                session.CalendarSequence
            ),
            $"session:{session.Id}",
            session
        );
        return Task.CompletedTask;
    }

    public async Task On(BookingCancelledV1 booking, CancellationToken ct)
    {
        var session = await db.Sessions.SingleAsync(x => x.BookingId == booking.BookingId, ct);
        session.CallOff(clock.GetCurrentInstant());
        work.Publish(
            new SessionCancelledV1(
                session.Id,
                session.BookingId,
                session.BookingNumber,
                session.ProviderId,
                session.ClientId,
                session.Mode,
                session.StartsAt,
                session.EndsAt,
                session.CalendarSequence
            ),
            $"session:{session.Id}",
            session
        );
    }
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Hubs.Features.Partners;

/// <summary>
/// What becomes of partners' visits elsewhere. A booking whose command died before it was noted is noted here.
/// </summary>
[Consumer("hubs.follow-visits", DeadLetterPolicy.Halt, Lane.Ordinary)]
internal sealed class FollowVisits(HubsDbContext db)
    : IReaction<BookingConfirmedV1>,
        IReaction<BookingCancelledV1>,
        IReaction<SessionCompletedV1>,
        IReaction<SessionMissedV1>
{
    private const string Partners = "partner.";

    public async Task On(BookingConfirmedV1 booking, CancellationToken ct)
    {
        if (!booking.PolicyId.StartsWith(Partners, StringComparison.Ordinal))
        {
            return;
        }

        // By the request the command booked with: nothing else is this visit's booking.
        var waiting = await db
            .PartnerVisits.AsNoTracking()
            .Where(x => x.PersonId == booking.ClientId && x.StartsAt == booking.StartsAt)
            .Where(x => x.State == VisitState.Assigning)
            .Select(x => x.Id)
            .ToListAsync(ct);
        foreach (var visit in waiting.Where(x => VisitBooking.RequestOf(x, booking.ProviderId) == booking.RequestId))
        {
            await VisitBooking.Note(db, visit, booking.BookingId, booking.Number, booking.ProviderId, ct);
        }
    }

    public Task On(BookingCancelledV1 booking, CancellationToken ct) =>
        End(booking.PolicyId, booking.BookingId, VisitState.Cancelled, booking.CancelledAt, ct);

    public Task On(SessionCompletedV1 session, CancellationToken ct) =>
        End(session.PolicyId, session.BookingId, VisitState.Completed, session.CompletedAt, ct);

    public async Task On(SessionMissedV1 session, CancellationToken ct)
    {
        if (session.By != MissedBy.Client)
        {
            if (session.By == MissedBy.Nobody)
            {
                await End(session.PolicyId, session.BookingId, VisitState.TechnicalFailure, session.MarkedAt, ct);
            }

            return;
        }

        await End(session.PolicyId, session.BookingId, VisitState.NoShow, session.MarkedAt, ct);
        var missed = await db
            .PartnerVisits.AsNoTracking()
            .FirstOrDefaultAsync(x => x.BookingId == session.BookingId && x.State == VisitState.NoShow, ct);
        if (missed is not null && await MissedBefore(missed, ct))
        {
            await db
                .PartnerVisits.Where(x => x.Id == missed.Id && x.ReviewOpenedAt == null)
                .ExecuteUpdateAsync(
                    set =>
                        set.SetProperty(x => x.ReviewOpenedAt, session.MarkedAt)
                            .SetProperty(x => x.Version, x => x.Version + 1),
                    ct
                );
        }
    }

    private Task End(string policy, BookingId booking, VisitState outcome, Instant at, CancellationToken ct) =>
        policy.StartsWith(Partners, StringComparison.Ordinal)
            ? VisitBooking.End(db, booking, outcome, at, ct)
            : Task.CompletedTask;

    private async Task<bool> MissedBefore(PartnerVisit visit, CancellationToken ct)
    {
        var last = await db
            .PartnerVisits.Where(x => x.ProgrammeId == visit.ProgrammeId && x.ProviderId == visit.ProviderId)
            .Where(x => x.StartsAt < visit.StartsAt)
            .Where(x => x.State == VisitState.Completed || x.State == VisitState.NoShow)
            .OrderByDescending(x => x.StartsAt)
            .Select(x => (VisitState?)x.State)
            .FirstOrDefaultAsync(ct);
        return last == VisitState.NoShow;
    }
}

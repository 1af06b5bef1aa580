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

        var code = booking.PolicyId[Partners.Length..];
        var visit = await db
            .PartnerVisits.Where(x => db.Programmes.Any(p => p.Id == x.ProgrammeId && p.Code == code))
            .Where(x => x.PersonId == booking.ClientId && x.StartsAt == booking.StartsAt)
            .FirstOrDefaultAsync(x => x.State == VisitState.Assigning, ct);
        if (visit is not null)
        {
            await VisitBooking.Note(db, visit.Id, booking.BookingId, booking.Number, booking.ProviderId, ct);
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

        var visit = await End(session.PolicyId, session.BookingId, VisitState.NoShow, session.MarkedAt, ct);
        if (visit is not null && await MissedBefore(visit, ct))
        {
            visit.OpenReview(session.MarkedAt);
        }
    }

    private async Task<PartnerVisit?> End(
        string policy,
        BookingId booking,
        VisitState outcome,
        Instant at,
        CancellationToken ct
    )
    {
        if (!policy.StartsWith(Partners, StringComparison.Ordinal))
        {
            return null;
        }

        var visit = await db.PartnerVisits.FirstOrDefaultAsync(x => x.BookingId == booking, ct);
        visit?.End(outcome, at);
        return visit;
    }

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

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Features.Reviews;
using Telehealth.Marketplace.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Marketplace.Features.Bookings;

/// <summary>A booking with all its page says: who, what happened, what comes next, what cancelling costs.</summary>
internal sealed record GetBookingStory(BookingId Id) : IQuery<BookingStory>;

/// <summary>A booking as one of its two people reads it.</summary>
/// <param name="Booking">The booking.</param>
/// <param name="By">Which of the two reads.</param>
/// <param name="Other">The other one's name.</param>
/// <param name="Join">The reader's private link while there is one.</param>
/// <param name="Cost">What cancelling costs now; null when it cannot be cancelled any more.</param>
/// <param name="Moments">When what happened.</param>
/// <param name="Review">How the client rated it, or null.</param>
/// <param name="MayRate">True while the reader can rate it.</param>
internal sealed record BookingStory(
    BookingAnswer Booking,
    CancelledBy By,
    string Other,
    JoinLink? Join,
    CancellationAnswer? Cost,
    BookingMoments Moments,
    ReviewAnswer? Review,
    bool MayRate
)
{
    public string Zone => By == CancelledBy.Client ? Booking.ClientZone : Booking.ProviderZone;

    public string OtherZone => By == CancelledBy.Client ? Booking.ProviderZone : Booking.ClientZone;
}

/// <summary>When what happened, and how it ended.</summary>
internal sealed record BookingMoments(
    Instant ConfirmedAt,
    Instant? BegunAt,
    Instant? CompletedAt,
    Instant? CancelledAt,
    CancelledBy? CancelledBy,
    Money? Kept
);

internal sealed class GetBookingStoryHandler(
    MarketplaceDbContext db,
    IWork work,
    ISender sender,
    Cancellation cancellation,
    ReviewViews views,
    ReviewWindow window
) : IQueryHandler<GetBookingStory, BookingStory>
{
    public async Task<Result<BookingStory>> Handle(GetBookingStory query, CancellationToken ct)
    {
        var found = await Participation.Find(db, query.Id, work.Actor.Person, ct);
        if (found is not var (booking, by))
        {
            return BookingErrors.NotFound;
        }

        var other = await OtherName(booking, by, ct);
        if (other.Error is { } unknown)
        {
            return unknown;
        }

        var cost = await cancellation.Cost(booking, by, ct);
        var review = await ReviewOf(booking.Id, ct);
        return new BookingStory(
            BookingPages.AnswerOf(booking),
            by,
            other.Value,
            booking.State == BookingState.Confirmed ? await Link(booking, ct) : null,
            cost.Error is null ? Participation.AnswerOf(booking, cost.Value) : null,
            MomentsOf(booking),
            review,
            review is null && window.Refusal(booking, by) is null
        );
    }

    private async Task<Result<string>> OtherName(Booking booking, CancelledBy by, CancellationToken ct)
    {
        if (by == CancelledBy.Provider)
        {
            return (await sender.Send(new GetPerson(booking.ClientId), ct)).Map(x => x.DisplayName);
        }

        var provider = booking.ProviderId;
        return await db.Providers.Where(x => x.Id == provider).Select(x => x.DisplayName).FirstAsync(ct);
    }

    private async Task<ReviewAnswer?> ReviewOf(BookingId id, CancellationToken ct)
    {
        var review = await db.Reviews.AsNoTracking().FirstOrDefaultAsync(x => x.BookingId == id, ct);
        return review is null ? null : await views.Of(review, ct);
    }

    // The session follows the booking by an event: for a moment there may be no link yet.
    private async Task<JoinLink?> Link(Booking booking, CancellationToken ct)
    {
        var link = await sender.Send(new GetJoinLink(BookedSession.IdOf(booking.Id), work.Actor.Person!.Value), ct);
        return link.Error is null ? link.Value : null;
    }

    private static BookingMoments MomentsOf(Booking x) =>
        new(
            x.ConfirmedAt,
            x.BegunAt,
            x.CompletedAt,
            x.CancelledAt,
            x.CancelledBy,
            x.State == BookingState.Cancelled && x.Funding == FundingKind.Wallet
                ? new Money(x.KeptMinor, Currency.Of(x.Currency))
                : null
        );
}

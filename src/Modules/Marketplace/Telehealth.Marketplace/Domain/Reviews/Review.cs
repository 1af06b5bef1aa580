using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Bookings;

namespace Telehealth.Marketplace.Domain.Reviews;

/// <summary>
/// What a client thinks of a session that was held, once, and what its provider replied, once (MKT-20). The words are
/// sealed with the client's key and read by these two alone; the public sees the average.
/// </summary>
internal sealed class Review
{
    public const int Worst = 1;
    public const int Best = 5;
    public const int LongestText = 1000;

    private Review() { }

    public Review(Booking booking, int rating, byte[]? sealedComment, Instant now)
    {
        BookingId = booking.Id;
        ProviderId = booking.ProviderId;
        ClientId = booking.ClientId;
        Rating = rating;
        SealedComment = sealedComment;
        GivenAt = now;
    }

    /// <summary>Order of arrival: what cursors page by.</summary>
    public long Sequence { get; private set; }

    public BookingId BookingId { get; private set; }

    public ProviderId ProviderId { get; private set; }

    public PersonId ClientId { get; private set; }

    /// <summary>1 to 5.</summary>
    public int Rating { get; private set; }

    public byte[]? SealedComment { get; private set; }

    public Instant GivenAt { get; private set; }

    public byte[]? SealedReply { get; private set; }

    public Instant? RepliedAt { get; private set; }

    public static string CommentPurpose(BookingId id) => $"marketplace_reviews|comment|{id}";

    public static string ReplyPurpose(BookingId id) => $"marketplace_reviews|reply|{id}";
}

internal static class ReviewErrors
{
    public static readonly Error NotFound = Error.NotFound("marketplace.review-not-found", "There is no rating yet.");

    public static readonly Error ClientOnly = Error.Forbidden(
        "marketplace.review-client-only",
        "Only the client rates a session."
    );

    public static readonly Error ProviderOnly = Error.Forbidden(
        "marketplace.review-provider-only",
        "Only the provider of the session replies."
    );

    public static readonly Error NotHeld = Error.Conflict(
        "marketplace.review-not-held",
        "A session can be rated once it was held."
    );

    public static readonly Error TooLate = Error.Conflict(
        "marketplace.review-too-late",
        "The time to rate this session is over."
    );

    public static readonly Error Given = Error.Conflict(
        "marketplace.review-given",
        "You rated this session already. A rating is given once."
    );

    public static readonly Error Replied = Error.Conflict(
        "marketplace.review-replied",
        "You replied already. A reply is given once."
    );
}

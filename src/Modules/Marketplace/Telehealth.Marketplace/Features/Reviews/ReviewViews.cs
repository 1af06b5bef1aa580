using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Domain.Reviews;

namespace Telehealth.Marketplace.Features.Reviews;

/// <summary>A rating with its words.</summary>
/// <param name="BookingId">The booking it is about.</param>
/// <param name="Rating">1 (worst) to 5 (best).</param>
/// <param name="Comment">The client's words, or null.</param>
/// <param name="GivenAt">When it was given.</param>
/// <param name="Reply">The provider's words, or null.</param>
/// <param name="RepliedAt">When the provider replied, or null.</param>
public sealed record ReviewAnswer(
    BookingId BookingId,
    int Rating,
    string? Comment,
    Instant GivenAt,
    string? Reply,
    Instant? RepliedAt
);

/// <summary>Opens what is sealed in a review, for one of its two people.</summary>
internal sealed class ReviewViews(IPersonVault vault)
{
    public async Task<ReviewAnswer> Of(Review review, CancellationToken ct)
    {
        var id = review.BookingId;
        return new ReviewAnswer(
            id,
            review.Rating,
            await Open(review, Review.CommentPurpose(id), review.SealedComment, ct),
            review.GivenAt,
            await Open(review, Review.ReplyPurpose(id), review.SealedReply, ct),
            review.RepliedAt
        );
    }

    private async Task<string?> Open(Review review, string purpose, byte[]? text, CancellationToken ct) =>
        text is null ? null : await vault.Open(review.ClientId, purpose, text, ct);
}

using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Reviews;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Reviews;

internal sealed class GiveReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/bookings/{id}/review",
                async (BookingId id, ReviewBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(new GiveReview(id, body.Rating, body.Comment), ct, http.IdempotencyKey())
                    ).ToHttp(x => Results.Json(x, statusCode: StatusCodes.Status201Created))
            )
            .WithName("GiveReview")
            .WithSummary("Rate a session that was held, once; your words are for its provider alone")
            .WithTags("Bookings")
            .Answers<ReviewGiven>(StatusCodes.Status201Created, 403, 404, 409);
}

/// <summary>What a client thinks of a session.</summary>
/// <param name="Rating">1 (worst) to 5 (best); counts towards the provider's public average.</param>
/// <param name="Comment">Optional, up to 1,000 characters; stored encrypted, read by the provider alone.</param>
public sealed record ReviewBody(int Rating, string? Comment = null);

/// <summary>A rating that counts.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Rating">1 to 5.</param>
/// <param name="GivenAt">When.</param>
public sealed record ReviewGiven(BookingId BookingId, int Rating, Instant GivenAt);

internal sealed record GiveReview(BookingId Id, int Rating, string? Comment) : ICommand<ReviewGiven>;

internal sealed class GiveReviewValidator : AbstractValidator<GiveReview>
{
    public GiveReviewValidator()
    {
        RuleFor(x => x.Rating)
            .InclusiveBetween(Review.Worst, Review.Best)
            .WithMessage("Please choose from 1 (worst) to 5 (best).");
        RuleFor(x => x.Comment).Paragraphs(Review.LongestText);
    }
}

internal sealed class GiveReviewHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    IPersonVault vault,
    ReviewWindow window
) : ICommandHandler<GiveReview, ReviewGiven>
{
    public async Task<Result<ReviewGiven>> Handle(GiveReview command, CancellationToken ct)
    {
        var found = await Participation.Find(db, command.Id, work.Actor.Person, ct);
        if (found is not var (booking, by))
        {
            return BookingErrors.NotFound;
        }

        if (window.Refusal(booking, by) is { } refused)
        {
            return refused;
        }

        var now = clock.GetCurrentInstant();

        var words = string.IsNullOrWhiteSpace(command.Comment)
            ? null
            : await vault.Seal(booking.ClientId, Review.CommentPurpose(booking.Id), command.Comment.Trim(), ct);
        await work.Begin(ct);
        db.Reviews.Add(new Review(booking, command.Rating, words, now));
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return ReviewErrors.Given;
        }

        await Count(booking.ProviderId, command.Rating, ct);
        work.Publish(
            new ReviewGivenV1(booking.Id, booking.Number, booking.ProviderId, booking.ClientId, command.Rating),
            $"review:{booking.Id}",
            version: 1
        );
        return new ReviewGiven(booking.Id, command.Rating, now);
    }

    // By SQL, so that ratings of the same moment all count.
    private Task<int> Count(ProviderId provider, int rating, CancellationToken ct) =>
        db
            .Providers.Where(x => x.Id == provider)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.RatingSum, x => x.RatingSum + rating)
                        .SetProperty(x => x.RatingCount, x => x.RatingCount + 1),
                ct
            );
}

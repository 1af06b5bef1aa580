using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Reviews;
using Telehealth.Marketplace.Features.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Reviews;

internal sealed class ReplyToReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/bookings/{id}/review/reply",
                async (BookingId id, ReplyBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReplyToReview(id, body.Text), ct, http.IdempotencyKey())).ToHttp(_ =>
                        Results.NoContent()
                    )
            )
            .WithName("ReplyToReview")
            .WithSummary("Reply to a rating of your session, once; the client alone reads it")
            .WithTags("Bookings")
            .AnswersNothing(403, 404, 409);
}

/// <summary>A provider's reply.</summary>
/// <param name="Text">Up to 1,000 characters; stored encrypted, read by the client alone.</param>
public sealed record ReplyBody(string Text);

internal sealed record ReplyToReview(BookingId Id, string Text) : ICommand<Done>;

internal sealed class ReplyToReviewValidator : AbstractValidator<ReplyToReview>
{
    public ReplyToReviewValidator()
    {
        RuleFor(x => x.Text).Required();
        RuleFor(x => (string?)x.Text).Paragraphs(Review.LongestText).OverridePropertyName("text");
    }
}

internal sealed class ReplyToReviewHandler(MarketplaceDbContext db, IWork work, IClock clock, IPersonVault vault)
    : ICommandHandler<ReplyToReview, Done>
{
    public async Task<Result<Done>> Handle(ReplyToReview command, CancellationToken ct)
    {
        var found = await Participation.Find(db, command.Id, work.Actor.Person, ct);
        if (found is not var (booking, by))
        {
            return BookingErrors.NotFound;
        }

        if (by != CancelledBy.Provider)
        {
            return ReviewErrors.ProviderOnly;
        }

        if (!await db.Reviews.AnyAsync(x => x.BookingId == command.Id, ct))
        {
            return ReviewErrors.NotFound;
        }

        var now = clock.GetCurrentInstant();
        var words = await vault.Seal(booking.ClientId, Review.ReplyPurpose(booking.Id), command.Text.Trim(), ct);
        await work.Begin(ct);
        var replied = await db
            .Reviews.Where(x => x.BookingId == command.Id && x.RepliedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.SealedReply, words).SetProperty(x => x.RepliedAt, now),
                ct
            );
        return replied == 1 ? Done.Value : ReviewErrors.Replied;
    }
}

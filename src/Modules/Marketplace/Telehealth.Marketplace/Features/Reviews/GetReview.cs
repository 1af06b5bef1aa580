using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Reviews;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Reviews;

internal sealed class GetReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/bookings/{id}/review",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetReview(id), ct)).ToHttp()
            )
            .WithName("GetReview")
            .WithSummary("The rating of a session you took part in, with its words")
            .WithTags("Bookings")
            .Answers<ReviewAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

internal sealed record GetReview(BookingId Id) : IQuery<ReviewAnswer>;

internal sealed class GetReviewHandler(MarketplaceDbContext db, IWork work, ReviewViews views)
    : IQueryHandler<GetReview, ReviewAnswer>
{
    public async Task<Result<ReviewAnswer>> Handle(GetReview query, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return ReviewErrors.NotFound;
        }

        var provider = ProviderId.Of(person);
        var review = await db
            .Reviews.AsNoTracking()
            .FirstOrDefaultAsync(
                x => x.BookingId == query.Id && (x.ClientId == person || x.ProviderId == provider),
                ct
            );
        return review is null ? ReviewErrors.NotFound : await views.Of(review, ct);
    }
}

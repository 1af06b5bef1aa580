using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class CloseReviewEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/visits/{id}/close-review",
                async (BookingId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CloseReview(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("CloseReview")
            .WithSummary("Somebody looked at a no-show and lets it stand; it leaves the list of open visits")
            .WithTags("Partners")
            .Answers<ReviewedVisit>(200, 403, 404, 409);
}

/// <summary>A visit somebody looked at.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="ReviewClosedAt">When it was let stand.</param>
public sealed record ReviewedVisit(BookingId BookingId, Instant ReviewClosedAt);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record CloseReview(BookingId Id) : ICommand<ReviewedVisit>;

internal sealed class CloseReviewHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<CloseReview, ReviewedVisit>
{
    public async Task<Result<ReviewedVisit>> Handle(CloseReview command, CancellationToken ct)
    {
        await work.Begin(ct);
        var visit = await db.PartnerVisits.FirstOrDefaultAsync(x => x.BookingId == command.Id, ct);
        if (visit is null)
        {
            return PartnerErrors.VisitNotFound;
        }

        return visit.CloseReview(clock.GetCurrentInstant()) is { } refusal
            ? refusal
            : new ReviewedVisit(command.Id, visit.ReviewClosedAt!.Value);
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Reviews;

internal sealed class ListMyReviewsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/marketplace/providers/me/reviews",
                async (ISender sender, CancellationToken ct, string? after = null, int? limit = null) =>
                    (await sender.Send(new ListMyReviews(after, limit), ct)).ToHttp()
            )
            .WithName("ListMyReviews")
            .WithSummary("How clients rated your sessions, newest first, with their words")
            .WithTags("Provider profile")
            .Answers<MyReviewsAnswer>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

/// <summary>A provider's ratings.</summary>
/// <param name="Rating">The average as the public sees it, or null while there is none.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Items">One page of them, newest first.</param>
/// <param name="Next">The cursor of the next page, or null on the last one.</param>
public sealed record MyReviewsAnswer(decimal? Rating, int Count, IReadOnlyList<ReviewAnswer> Items, string? Next);

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record ListMyReviews(string? After, int? Limit) : IQuery<MyReviewsAnswer>;

internal sealed class ListMyReviewsHandler(MarketplaceDbContext db, IWork work, ReviewViews views)
    : IQueryHandler<ListMyReviews, MyReviewsAnswer>
{
    public async Task<Result<MyReviewsAnswer>> Handle(ListMyReviews query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == provider, ct);
        var before = Cursor.TryDecode(query.After, out var seen) ? seen : long.MaxValue;
        var most = query.Limit ?? Cursor.UsualItems;
        var rows = await db
            .Reviews.AsNoTracking()
            .Where(x => x.ProviderId == provider && x.Sequence < before)
            .OrderByDescending(x => x.Sequence)
            .Take(most + 1)
            .ToListAsync(ct);
        var items = new List<ReviewAnswer>();
        foreach (var row in rows.Take(most))
        {
            items.Add(await views.Of(row, ct));
        }

        var next = rows.Count > most ? Cursor.Encode(rows[most - 1].Sequence) : null;
        return new MyReviewsAnswer(profile?.Rating, profile?.RatingCount ?? 0, items, next);
    }
}

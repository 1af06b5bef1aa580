using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Concerns;

internal sealed class ListMyConcernsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/concerns/mine",
                async (ISender sender, CancellationToken ct, string? after = null, int? limit = null) =>
                    (await sender.Send(new ListMyConcerns(after, limit), ct)).ToHttp()
            )
            .WithName("ListMyConcerns")
            .WithSummary("Concerns I raised, newest last: that they were received, and no more")
            .WithTags("Safeguarding")
            .Answers<Page<MyConcern>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

/// <summary>A concern its author raised.</summary>
/// <param name="Id">To refer to it by.</param>
/// <param name="ReceivedAt">When it arrived.</param>
public sealed record MyConcern(Guid Id, Instant ReceivedAt);

[Needs(ComplianceModule.RaiseConcerns)]
internal sealed record ListMyConcerns(string? After, int? Limit) : IQuery<Page<MyConcern>>;

internal sealed class ListMyConcernsHandler(ComplianceDbContext db, IWork work)
    : IQueryHandler<ListMyConcerns, Page<MyConcern>>
{
    public async Task<Result<Page<MyConcern>>> Handle(ListMyConcerns query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        _ = Cursor.TryDecode(query.After, out var after);
        if (work.Actor.Person is not { } author)
        {
            return new Page<MyConcern>([], null);
        }

        var rows = await db
            .Cases.AsNoTracking()
            .Where(x => x.RaisedBy == author && x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(limit + 1)
            .Select(x => new
            {
                x.Sequence,
                x.Id,
                x.RaisedAt,
            })
            .ToListAsync(ct);
        return Page<MyConcern>.Of(rows, limit, x => new MyConcern(x.Id, x.RaisedAt), x => x.Sequence);
    }
}

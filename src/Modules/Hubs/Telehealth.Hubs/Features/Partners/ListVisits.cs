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

internal sealed class ListVisitsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/programmes/{id}/visits",
                async (ProgrammeId id, string? view, string? after, int? limit, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListVisits(id, view, after, limit), ct)).ToHttp()
            )
            .WithName("ListVisits")
            .WithSummary("A programme's visits, newest first; view=open shows those without a provider or an outcome")
            .WithTags("Partners")
            .Answers<Page<VisitRow>>(200, 400, 403, 404);
}

/// <summary>A visit in the list of staff.</summary>
/// <param name="BookingId">The booking; null while nobody has it.</param>
/// <param name="Number">Its number, or null.</param>
/// <param name="ProviderId">With whom, or null.</param>
/// <param name="Mode">phone or video.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Drawn">True when the provider was drawn, false when it was named.</param>
/// <param name="ContestedAt">When the partner contested it, or null.</param>
/// <param name="ReviewOpenedAt">Since when a person is to look at it, or null.</param>
/// <param name="ReviewClosedAt">When somebody looked and let it stand, or null.</param>
public sealed record VisitRow(
    BookingId? BookingId,
    string? Number,
    ProviderId? ProviderId,
    string Mode,
    Instant StartsAt,
    VisitState State,
    bool Drawn,
    Instant? ContestedAt,
    Instant? ReviewOpenedAt,
    Instant? ReviewClosedAt
);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record ListVisits(ProgrammeId Id, string? View, string? After, int? Limit) : IQuery<Page<VisitRow>>;

internal sealed class ListVisitsHandler(HubsDbContext db, IClock clock) : IQueryHandler<ListVisits, Page<VisitRow>>
{
    public async Task<Result<Page<VisitRow>>> Handle(ListVisits query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        if (query.View is not (null or "all" or "open"))
        {
            return Error.Invalid("hubs.view-unknown", "view", "Choose all or open.");
        }

        if (!await db.Programmes.AnyAsync(x => x.Id == query.Id, ct))
        {
            return PartnerErrors.ProgrammeNotFound;
        }

        var visits = db.PartnerVisits.AsNoTracking().Where(x => x.ProgrammeId == query.Id);
        if (query.View == "open")
        {
            visits = visits.Where(OpenVisits.At(clock.GetCurrentInstant()));
        }

        if (Cursor.TryDecode(query.After, out var last))
        {
            visits = visits.Where(x => x.Sequence < last);
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var rows = await visits.OrderByDescending(x => x.Sequence).Take(limit + 1).ToListAsync(ct);
        return Page<VisitRow>.Of(rows, limit, RowOf, x => x.Sequence);
    }

    private static VisitRow RowOf(PartnerVisit x) =>
        new(
            x.BookingId,
            x.Number,
            x.ProviderId,
            x.Mode,
            x.StartsAt,
            x.State,
            x.Seed is not null,
            x.ContestedAt,
            x.ReviewOpenedAt,
            x.ReviewClosedAt
        );
}

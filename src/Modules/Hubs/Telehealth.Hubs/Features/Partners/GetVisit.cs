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
using Telehealth.Sessions.Contracts;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class GetVisitEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/partner/bookings/{id}",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetVisit(id), ct)).ToHttp()
            )
            .WithName("GetVisit")
            .WithSummary("A partner's visit: where it stands, and the call attempts when nobody came")
            .WithTags("Partner API")
            .Answers<VisitAnswer>(200, 403, 404);
}

/// <summary>A visit.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">The number people read to each other.</param>
/// <param name="InsuredId">For whom.</param>
/// <param name="ProviderId">With whom.</param>
/// <param name="Mode">phone or video.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="State">Where it stands.</param>
/// <param name="EndedAt">When its outcome was marked, or null.</param>
/// <param name="CallAttempts">When the provider tried to call, stamped by the server.</param>
/// <param name="ContestableUntil">Until when a no-show can be contested, or null.</param>
/// <param name="ContestedAt">When it was contested, or null.</param>
/// <param name="ContestReason">Why, or null.</param>
/// <param name="ReviewOpenedAt">Since when a person looks at it, or null.</param>
public sealed record VisitAnswer(
    BookingId BookingId,
    string Number,
    PersonId InsuredId,
    ProviderId ProviderId,
    string Mode,
    Instant StartsAt,
    VisitState State,
    Instant? EndedAt,
    IReadOnlyList<Instant> CallAttempts,
    Instant? ContestableUntil,
    Instant? ContestedAt,
    ContestReason? ContestReason,
    Instant? ReviewOpenedAt
)
{
    internal static VisitAnswer Of(PartnerVisit visit, IReadOnlyList<Instant> calls) =>
        new(
            visit.BookingId!.Value,
            visit.Number!,
            visit.PersonId,
            visit.ProviderId!.Value,
            visit.Mode,
            visit.StartsAt,
            visit.State,
            visit.EndedAt,
            calls,
            visit.ContestableUntil,
            visit.ContestedAt,
            visit.ContestReason,
            visit.ReviewOpenedAt
        );
}

internal sealed record GetVisit(BookingId Id) : IQuery<VisitAnswer>;

internal sealed class GetVisitHandler(PartnerDoor door, ISender sender) : IQueryHandler<GetVisit, VisitAnswer>
{
    public async Task<Result<VisitAnswer>> Handle(GetVisit query, CancellationToken ct)
    {
        var found = await door.Visit(query.Id, forStaff: true, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        // A session follows its booking a moment later; until then there is no evidence.
        var evidence = await sender.Send(new GetSessionEvidence(query.Id), ct);
        return evidence.Error is { Kind: not ErrorKind.NotFound } refused
            ? refused
            : VisitAnswer.Of(found.Value, evidence.Error is null ? evidence.Value.CallAttempts : []);
    }
}

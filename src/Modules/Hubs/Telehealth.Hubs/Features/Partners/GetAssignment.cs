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

internal sealed class GetAssignmentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/partner/bookings/{id}/assignment",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetAssignment(id), ct)).ToHttp()
            )
            .WithName("GetAssignment")
            .WithSummary("How the provider of a visit was found, drawn again before the reader's eyes")
            .WithDescription(
                "Seed, candidates and weights are those of the draw. Round n takes the first 16 bytes of "
                    + "HMAC-SHA256(seed, n as text), big-endian, modulo the weights left, as ticket; candidates stand "
                    + "in the order of their ids."
            )
            .WithTags("Partner API")
            .Answers<AssignmentAnswer>(200, 403, 404);
}

/// <summary>How a provider was found.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="DrawnAt">When.</param>
/// <param name="Seed">256 bits in hex; null when the provider was named.</param>
/// <param name="Candidates">Who could take it, in the order of ids, with their weights.</param>
/// <param name="Order">All of them as drawn now, from the stored seed.</param>
/// <param name="PassedOver">Drawn before the provider, but no longer free when asked.</param>
/// <param name="ProviderId">Who got the visit.</param>
public sealed record AssignmentAnswer(
    BookingId BookingId,
    Instant DrawnAt,
    string? Seed,
    IReadOnlyList<AssignmentCandidate> Candidates,
    IReadOnlyList<ProviderId> Order,
    IReadOnlyList<ProviderId> PassedOver,
    ProviderId ProviderId
);

/// <summary>A provider who could take a visit.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="Assigned">How many first visits it was assigned before.</param>
/// <param name="Weight">Its share of the tickets.</param>
public sealed record AssignmentCandidate(ProviderId ProviderId, int Assigned, long Weight);

internal sealed record GetAssignment(BookingId Id) : IQuery<AssignmentAnswer>;

internal sealed class GetAssignmentHandler(PartnerDoor door) : IQueryHandler<GetAssignment, AssignmentAnswer>
{
    public async Task<Result<AssignmentAnswer>> Handle(GetAssignment query, CancellationToken ct)
    {
        var found = await door.Visit(query.Id, forStaff: true, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var visit = found.Value;
        var provider = visit.ProviderId!.Value;
        var order = Draws.OrderOf(visit).Providers;
        return new AssignmentAnswer(
            query.Id,
            visit.DrawnAt,
            visit.Seed,
            [.. Draws.CandidatesOf(visit).Select(x => new AssignmentCandidate(x.ProviderId, x.Assigned, x.Weight))],
            order,
            [.. order.TakeWhile(x => x != provider)],
            provider
        );
    }
}

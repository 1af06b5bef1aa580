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
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class CancelVisitEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/partner/bookings/{id}/cancel",
                async (BookingId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CancelVisit(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("CancelVisit")
            .WithSummary("A partner cancels a visit, up to four hours before it starts; the visit goes back")
            .WithTags("Partner API")
            .Answers<CancelledVisit>(200, 400, 403, 404, 409, 503)
            .Idempotent();
}

/// <summary>A visit that was called off (HUB-13).</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="CancelledAt">When.</param>
public sealed record CancelledVisit(BookingId BookingId, Instant CancelledAt);

internal sealed record CancelVisit(BookingId Id) : ICommand<CancelledVisit>, IRequireIdempotencyKey;

internal sealed class CancelVisitHandler(HubsDbContext db, IWork work, ISender sender, PartnerDoor door, IClock clock)
    : ICommandHandler<CancelVisit, CancelledVisit>
{
    public async Task<Result<CancelledVisit>> Handle(CancelVisit command, CancellationToken ct)
    {
        var found = await door.Visit(command.Id, forStaff: false, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var until = found.Value.StartsAt - Duration.FromMinutes(Programme.LeadMinutes);
        if (found.Value.State == VisitState.Booked && clock.GetCurrentInstant() > until)
        {
            return PartnerErrors.CancelTooLate(until);
        }

        var cancel = new CancelBooking(command.Id, CancelledBy.Client);
        var cancelled = await sender.Send(cancel, ct, work.StepKey("cancel"));
        if (cancelled.Error is { } refused)
        {
            return refused;
        }

        var at = cancelled.Value.CancelledAt;
        await work.Begin(ct);
        await VisitBooking.End(db, command.Id, VisitState.Cancelled, at, ct);
        return new CancelledVisit(command.Id, at);
    }
}

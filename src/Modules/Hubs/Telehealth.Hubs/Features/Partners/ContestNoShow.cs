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

internal sealed class ContestNoShowEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/partner/bookings/{id}/contest",
                async (BookingId id, ContestBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ContestNoShow(id, body.Reason), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("ContestNoShow")
            .WithSummary("A partner does not agree with a no-show; a person will look at it")
            .WithTags("Partner API")
            .Answers<ContestAnswer>(200, 400, 403, 404, 409);
}

/// <summary>Why the partner does not agree.</summary>
/// <param name="Reason">A code; nothing clinical is written down.</param>
public sealed record ContestBody(ContestReason Reason);

/// <summary>A contested no-show.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Reason">Why.</param>
/// <param name="ContestedAt">When.</param>
public sealed record ContestAnswer(BookingId BookingId, ContestReason Reason, Instant ContestedAt);

internal sealed record ContestNoShow(BookingId Id, ContestReason Reason) : ICommand<ContestAnswer>;

internal sealed class ContestNoShowHandler(IWork work, PartnerDoor door, IClock clock)
    : ICommandHandler<ContestNoShow, ContestAnswer>
{
    public async Task<Result<ContestAnswer>> Handle(ContestNoShow command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await door.Visit(command.Id, forStaff: false, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var visit = found.Value;
        return visit.Contest(command.Reason, clock.GetCurrentInstant()) is { } refusal
            ? refusal
            : new ContestAnswer(command.Id, command.Reason, visit.ContestedAt!.Value);
    }
}

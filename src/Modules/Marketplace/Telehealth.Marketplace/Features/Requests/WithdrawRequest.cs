using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class WithdrawRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/booking-requests/{id}/withdraw",
                async (BookingRequestId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new WithdrawRequest(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("WithdrawBookingRequest")
            .WithSummary("Take a request back while it is open; what was set aside is released whole")
            .WithTags("Booking requests")
            .Answers<RequestEndedAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            )
            .Idempotent();
}

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record WithdrawRequest(BookingRequestId Id) : ICommand<RequestEndedAnswer>, IRequireIdempotencyKey;

internal sealed class WithdrawRequestHandler(MarketplaceDbContext db, IWork work, IClock clock, RequestEnd end)
    : ICommandHandler<WithdrawRequest, RequestEndedAnswer>
{
    public async Task<Result<RequestEndedAnswer>> Handle(WithdrawRequest command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ClientId == client, ct);
        if (request is null)
        {
            return BookingRequestErrors.NotFound;
        }

        await work.Begin(ct);
        return await end.End(request, RequestEnding.Withdrawn, null, clock.GetCurrentInstant(), ct)
            ? new RequestEndedAnswer(request.Id, BookingRequestState.Withdrawn)
            : BookingRequestErrors.NotOpen;
    }
}

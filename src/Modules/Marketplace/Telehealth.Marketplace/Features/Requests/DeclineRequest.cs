using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class DeclineRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/marketplace/booking-requests/{id}/decline",
                async (
                    BookingRequestId id,
                    DeclineRequestBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) => (await sender.Send(new DeclineRequest(id, body.ReasonCode), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("DeclineBookingRequest")
            .WithSummary("Decline with one of the listed reasons; what the client set aside is released whole")
            .WithTags("Booking requests")
            .Answers<RequestEndedAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            )
            .Idempotent();
        api.MapGet(
                "/marketplace/decline-reasons",
                async (ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListDeclineReasons(), ct)).ToHttp()
            )
            .WithName("ListDeclineReasons")
            .WithSummary("The reasons a provider may decline with")
            .WithTags("Booking requests")
            .Answers<DeclineReasonsAnswer>();
    }
}

/// <summary>Why the request is declined.</summary>
/// <param name="ReasonCode">One of the listed reasons, such as <c>not-available</c>.</param>
public sealed record DeclineRequestBody(string ReasonCode);

/// <summary>The request ended without a booking.</summary>
public sealed record RequestEndedAnswer(BookingRequestId Id, BookingRequestState State);

/// <summary>The configured reasons.</summary>
public sealed record DeclineReasonsAnswer(IReadOnlyList<string> Items);

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record DeclineRequest(BookingRequestId Id, string ReasonCode)
    : ICommand<RequestEndedAnswer>,
        IRequireIdempotencyKey;

internal sealed class DeclineRequestHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    RequestEnd end,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<DeclineRequest, RequestEndedAnswer>
{
    public async Task<Result<RequestEndedAnswer>> Handle(DeclineRequest command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var request = await db
            .Requests.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ProviderId == provider, ct);
        if (request is null)
        {
            return BookingRequestErrors.NotFound;
        }

        if (!options.Value.AllDeclineReasons.Contains(command.ReasonCode))
        {
            return BookingRequestErrors.UnknownReason;
        }

        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        return await end.End(request, RequestEnding.Declined, command.ReasonCode, now, ct)
            ? new RequestEndedAnswer(request.Id, BookingRequestState.Declined)
            : BookingRequestErrors.NotOpen;
    }
}

internal sealed record ListDeclineReasons : IQuery<DeclineReasonsAnswer>;

internal sealed class ListDeclineReasonsHandler(IOptions<MarketplaceOptions> options)
    : IQueryHandler<ListDeclineReasons, DeclineReasonsAnswer>
{
    public Task<Result<DeclineReasonsAnswer>> Handle(ListDeclineReasons query, CancellationToken ct) =>
        Task.FromResult<Result<DeclineReasonsAnswer>>(new DeclineReasonsAnswer(options.Value.AllDeclineReasons));
}

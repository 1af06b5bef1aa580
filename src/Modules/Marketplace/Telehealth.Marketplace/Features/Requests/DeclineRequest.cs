using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;

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
            .WithSummary(
                "Decline with a listed reason; what the client set aside is released once nobody is left to accept"
            )
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
    IWork work,
    IClock clock,
    Offers offers,
    RequestEnd end,
    CandidateDecline one,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<DeclineRequest, RequestEndedAnswer>
{
    public async Task<Result<RequestEndedAnswer>> Handle(DeclineRequest command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        if (await offers.Find(command.Id, provider, ct) is not { } offer)
        {
            return BookingRequestErrors.NotFound;
        }

        if (!options.Value.AllDeclineReasons.Contains(command.ReasonCode))
        {
            return BookingRequestErrors.UnknownReason;
        }

        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var declined = offer.Candidate is { } candidate
            ? await one.Decline(offer.Request, candidate, command.ReasonCode, now, ct)
            : await end.End(offer.Request, RequestEnding.Declined, command.ReasonCode, now, ct);
        return declined
            ? new RequestEndedAnswer(command.Id, BookingRequestState.Declined)
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

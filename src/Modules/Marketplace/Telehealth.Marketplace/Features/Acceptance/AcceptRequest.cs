using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Broadcasts;
using Telehealth.Marketplace.Features.Requests;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Acceptance;

internal sealed class AcceptRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/booking-requests/{id}/accept",
                async (
                    BookingRequestId id,
                    AcceptRequestBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) => (await sender.Send(new AcceptRequest(id, body.StartsAt), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AcceptBookingRequest")
            .WithSummary(
                "Accept one of the proposed times; a time no longer free answers 409 with those still possible"
            )
            .WithTags("Booking requests")
            .Answers<RequestAcceptedAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>Which of the proposed times is accepted.</summary>
/// <param name="StartsAt">One of the request's times.</param>
public sealed record AcceptRequestBody(Instant StartsAt);

/// <summary>The request became a booking.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Number">Its human-readable number.</param>
/// <param name="StartsAt">Start.</param>
/// <param name="EndsAt">End.</param>
public sealed record RequestAcceptedAnswer(BookingId BookingId, string Number, Instant StartsAt, Instant EndsAt);

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record AcceptRequest(BookingRequestId Id, Instant StartsAt)
    : ICommand<RequestAcceptedAnswer>,
        IRequireIdempotencyKey,
        IResumable;

/// <summary>What the first step leaves behind for a duplicate that resumes.</summary>
internal sealed record AcceptProgress(int Attempt);

/// <summary>
/// Accepting is three steps (commands.md): claim the request for this attempt, confirm the cover, book. Between them
/// nothing is locked; the attempt's number keeps late comers out.
/// </summary>
internal sealed class AcceptRequestHandler(
    MarketplaceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    SystemTime system,
    Offers offers,
    BookingTimes times,
    FinalStep final
) : ICommandHandler<AcceptRequest, RequestAcceptedAnswer>
{
    public async Task<Result<RequestAcceptedAnswer>> Handle(AcceptRequest command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        if (await offers.Find(command.Id, provider, ct) is not { } offer)
        {
            return BookingRequestErrors.NotFound;
        }

        if (work.Progress<AcceptProgress>() is { } started)
        {
            return await final.Take(offer.Request, started.Attempt, ct);
        }

        if (await Refusal(offer, provider, command.StartsAt, ct) is { } refusal)
        {
            return refusal;
        }

        var taken = await FirstStep(offer, provider, command.StartsAt, ct);
        return taken is null ? await WhyNot(command.Id, ct) : await final.Take(taken, taken.Attempt, ct);
    }

    private async Task<Error?> Refusal(Offer offer, ProviderId provider, Instant startsAt, CancellationToken ct)
    {
        var request = offer.Request;
        if (request.State != BookingRequestState.Open)
        {
            return await WhyNot(request.Id, ct);
        }

        if (request.Times.All(x => x.StartsAt != startsAt))
        {
            return BookingRequestErrors.NotProposed;
        }

        var wanted = request.Times.OrderBy(x => x.Position).Select(x => x.StartsAt).ToList();
        var possible = await times.StillPossible(provider, offer.Shape, wanted, clock.GetCurrentInstant(), ct);
        if (!possible.Contains(startsAt))
        {
            return BookingRequestErrors.SlotTaken(possible);
        }

        var clearance = await sender.Send(new GetClearance(provider), ct);
        return clearance.Error is { Kind: ErrorKind.Unavailable } busy ? busy
            : clearance.Error is null && clearance.Value.Cleared ? null
            : BookingRequestErrors.NotBookable;
    }

    // T1: only one attempt is in flight, and only before the deadline. Null when another one was faster.
    private async Task<BookingRequest?> FirstStep(
        Offer offer,
        ProviderId provider,
        Instant startsAt,
        CancellationToken ct
    )
    {
        var now = clock.GetCurrentInstant();
        var systemNow = system.NowMicros;
        await work.Begin(ct);
        var taken = await offers
            .Waiting(provider, now)
            .Where(x => x.Id == offer.Request.Id)
            .ExecuteUpdateAsync(
                set =>
                {
                    set.SetProperty(x => x.State, BookingRequestState.Accepting)
                        .SetProperty(x => x.Attempt, x => x.Attempt + 1)
                        .SetProperty(x => x.AttemptTime, startsAt)
                        .SetProperty(x => x.AttemptAtMicros, systemNow)
                        .SetProperty(x => x.Version, x => x.Version + 1);
                    offer.Fix(set);
                },
                ct
            );
        if (taken == 0)
        {
            return null;
        }

        var id = offer.Request.Id;
        var request = await db.Requests.AsNoTracking().Include(x => x.Times).FirstAsync(x => x.Id == id, ct);
        await work.CommitStep(new AcceptProgress(request.Attempt), ct);
        return request;
    }

    private async Task<Error> WhyNot(BookingRequestId id, CancellationToken ct)
    {
        var state = await db.Requests.AsNoTracking().Where(x => x.Id == id).Select(x => x.State).FirstAsync(ct);
        return state == BookingRequestState.Accepting ? BookingRequestErrors.Accepting : BookingRequestErrors.NotOpen;
    }
}

using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Broadcasts;

internal sealed class BroadcastEndedRequestEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/booking-requests/{id}/broadcast",
                async (
                    BookingRequestId id,
                    BroadcastEndedRequestBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (await sender.Send(new BroadcastEndedRequest(id, body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/booking-requests/{x.Id}", x)
                    )
            )
            .WithName("BroadcastEndedRequest")
            .WithSummary("Ask everybody who fits for what was declined or not answered, at the times still ahead")
            .WithTags("Booking requests")
            .Answers<BroadcastRequestedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>How a request that came to nothing is sent to others.</summary>
/// <param name="Ceiling">The most it may cost: set aside at once, the difference released on acceptance.</param>
/// <param name="Languages">Only providers who speak one of these; all when left out.</param>
/// <param name="Note">For the eyes of those asked; the note to the first provider is not passed on.</param>
public sealed record BroadcastEndedRequestBody(
    Money Ceiling,
    IReadOnlyList<string>? Languages = null,
    string? Note = null
);

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record BroadcastEndedRequest(BookingRequestId Id, BroadcastEndedRequestBody Body)
    : ICommand<BroadcastRequestedAnswer>,
        IRequireIdempotencyKey;

internal sealed class BroadcastEndedRequestValidator : AbstractValidator<BroadcastEndedRequest>
{
    public BroadcastEndedRequestValidator()
    {
        RuleFor(x => x.Body.Ceiling).Limit().OverridePropertyName("ceiling");
        RuleFor(x => x.Body.Languages!)
            .SpokenLanguages()
            .OverridePropertyName("languages")
            .When(x => x.Body.Languages is not null);
        RuleFor(x => x.Body.Note).Paragraphs(2000).OverridePropertyName("note");
    }
}

internal sealed class BroadcastEndedRequestHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    BroadcastSending sending
) : ICommandHandler<BroadcastEndedRequest, BroadcastRequestedAnswer>
{
    public async Task<Result<BroadcastRequestedAnswer>> Handle(BroadcastEndedRequest command, CancellationToken ct)
    {
        var client = work.Actor.Person!.Value;
        var request = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .FirstOrDefaultAsync(x => x.Id == command.Id && x.ClientId == client && !x.AtOnce, ct);
        if (request is null)
        {
            return BookingRequestErrors.NotFound;
        }

        if (request.State is not (BookingRequestState.Declined or BookingRequestState.Expired))
        {
            return request.State is BookingRequestState.Open or BookingRequestState.Accepting
                ? BookingRequestErrors.StillOpen
                : BookingRequestErrors.NotOpen;
        }

        var now = clock.GetCurrentInstant();
        var ahead = request
            .Times.Where(x => x.StartsAt > now)
            .OrderBy(x => x.Position)
            .Select(x => x.StartsAt)
            .ToList();
        if (ahead.Count == 0)
        {
            return BookingRequestErrors.NoTimeAhead;
        }

        var category = request.Category ?? await CategoryOf(request, ct);
        if (category is null)
        {
            return ServiceErrors.NotFound;
        }

        return await sending.Send(
            new BroadcastWish(
                category,
                request.Mode,
                request.DurationMinutes,
                ahead,
                command.Body.Ceiling,
                command.Body.Languages ?? [],
                command.Body.Note
            ),
            ct
        );
    }

    private Task<string?> CategoryOf(BookingRequest request, CancellationToken ct) =>
        db.Services.Where(x => x.Id == request.ServiceId).Select(x => (string?)x.Category).FirstOrDefaultAsync(ct);
}

using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;

namespace Telehealth.Marketplace.Features.Requests;

internal sealed class RequestBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/booking-requests",
                async (BookingRequestBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RequestBooking(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/booking-requests/{x.Id}", x)
                    )
            )
            .WithName("RequestBooking")
            .WithSummary("Ask a provider for a session at one to five preferred times; the price is set aside")
            .WithTags("Booking requests")
            .Answers<BookingRequestedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>A request for a session.</summary>
/// <param name="ProviderId">Who is asked.</param>
/// <param name="ServiceId">One of its services.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="Times">One to five starts, best first, on the five-minute grid.</param>
/// <param name="Currency">Needed only when the service has prices in several.</param>
/// <param name="Note">For the provider's eyes only; stored encrypted.</param>
public sealed record BookingRequestBody(
    ProviderId ProviderId,
    ServiceId ServiceId,
    string Mode,
    IReadOnlyList<Instant> Times,
    string? Currency = null,
    string? Note = null
);

/// <summary>The request was sent.</summary>
/// <param name="Id">The request.</param>
/// <param name="Price">What is set aside.</param>
/// <param name="Deadline">Until when the provider may accept.</param>
public sealed record BookingRequestedAnswer(BookingRequestId Id, Money Price, Instant Deadline);

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record RequestBooking(BookingRequestBody Body)
    : ICommand<BookingRequestedAnswer>,
        IRequireIdempotencyKey;

internal sealed class RequestBookingValidator : AbstractValidator<RequestBooking>
{
    public RequestBookingValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(InputRules.IsMode)
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.Times).PreferredTimes().OverridePropertyName("times");
        RuleFor(x => x.Body.Currency)
            .Must(x => x is null || Currency.TryParse(x, out _))
            .WithMessage("A currency such as GBP.")
            .OverridePropertyName("currency");
        RuleFor(x => x.Body.Note).Paragraphs(2000).OverridePropertyName("note");
    }
}

internal sealed class RequestBookingHandler(IWork work, IClock clock, RequestTermsReader reader, RequestOpening opening)
    : ICommandHandler<RequestBooking, BookingRequestedAnswer>
{
    public async Task<Result<BookingRequestedAnswer>> Handle(RequestBooking command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var (id, coverId) = opening.NewIds();
        var read = await reader.Read(command.Body, work.Actor.Person!.Value, coverId, now, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var (terms, policy) = read.Value;
        var opened = await opening.Open(
            id,
            terms,
            policy.CoverMinutes,
            command.Body.Times,
            command.Body.Note,
            whole => new BookingRequest(id, whole, command.Body.Times, now),
            ct
        );
        if (opened.Error is { } failed)
        {
            return failed;
        }

        var request = opened.Value;
        work.Publish(EventOf(request, command.Body.ProviderId), $"request:{id}", request);
        return new BookingRequestedAnswer(id, request.Price, request.Deadline);
    }

    private static BookingRequestedV1 EventOf(BookingRequest request, ProviderId provider) =>
        new(
            request.Id,
            provider,
            request.ClientId,
            request.CoverId,
            [.. request.Times.Select(x => x.StartsAt)],
            request.DurationMinutes,
            request.Mode,
            request.Price,
            request.Deadline
        );
}

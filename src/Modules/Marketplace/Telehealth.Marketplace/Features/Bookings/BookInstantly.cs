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
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Services;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

internal sealed class BookInstantlyEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/marketplace/bookings",
                async (InstantBookingBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new BookInstantly(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/marketplace/bookings/{x.BookingId}", x)
                    )
            )
            .WithName("BookInstantly")
            .WithSummary("Book a free time of a service that is open to instant booking; paid from your wallet")
            .WithTags("Bookings")
            .Answers<BookedAtOnce>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
}

/// <summary>A free time to be booked at once.</summary>
/// <param name="ProviderId">With whom.</param>
/// <param name="ServiceId">One of its services that is open to instant booking.</param>
/// <param name="Mode">video, phone or in-person.</param>
/// <param name="StartsAt">One of the free starts.</param>
/// <param name="Currency">Needed only when the service has prices in several.</param>
public sealed record InstantBookingBody(
    ProviderId ProviderId,
    ServiceId ServiceId,
    string Mode,
    Instant StartsAt,
    string? Currency = null
);

[Needs(MarketplaceModule.RequestSessions)]
internal sealed record BookInstantly(InstantBookingBody Body) : ICommand<BookedAtOnce>, IRequireIdempotencyKey;

internal sealed class BookInstantlyValidator : AbstractValidator<BookInstantly>
{
    public BookInstantlyValidator()
    {
        RuleFor(x => x.Body.Mode)
            .Must(InputRules.IsMode)
            .WithMessage($"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("mode");
        RuleFor(x => x.Body.StartsAt)
            .Must(Grid.IsOn)
            .WithMessage("Times lie on the five-minute grid.")
            .OverridePropertyName("startsAt");
        RuleFor(x => x.Body.Currency)
            .Must(x => x is null || Currency.TryParse(x, out _))
            .WithMessage("A currency such as GBP.")
            .OverridePropertyName("currency");
    }
}

/// <summary>The marketplace's own door to a booking at once (MKT-10): the service says what is booked.</summary>
internal sealed class BookInstantlyHandler(MarketplaceDbContext db, IWork work, ISender sender)
    : ICommandHandler<BookInstantly, BookedAtOnce>
{
    public async Task<Result<BookedAtOnce>> Handle(BookInstantly command, CancellationToken ct)
    {
        var body = command.Body;
        var service = await db
            .Services.AsNoTracking()
            .Include(x => x.Prices)
            .FirstOrDefaultAsync(x => x.Id == body.ServiceId && x.ProviderId == body.ProviderId, ct);
        if (service is null)
        {
            return ServiceErrors.NotFound;
        }

        if (!service.InstantBooking)
        {
            return BookingErrors.OnRequestOnly;
        }

        if (service.PriceOf(DeliveryModeNames.Parse([body.Mode]), body.Currency) is not { } price)
        {
            return BookingRequestErrors.NoPrice;
        }

        var book = new BookAtOnce(
            new BookingRequestId(work.DerivedId("request")),
            work.Actor.Person!.Value,
            body.ProviderId,
            service.PolicyId,
            new SessionShape(
                service.Name,
                body.Mode,
                service.DurationMinutes,
                service.BufferAfterMinutes,
                price,
                service.BufferBeforeMinutes
            ),
            body.StartsAt,
            CoverFunding.OwnWallet,
            ServiceId: service.Id
        );
        return await sender.Send(book, ct, work.StepKey("book"));
    }
}

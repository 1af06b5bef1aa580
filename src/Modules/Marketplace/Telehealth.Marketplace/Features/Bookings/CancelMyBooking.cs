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
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

internal sealed class CancelMyBookingEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/marketplace/bookings/{id}/cancellation",
                async (BookingId id, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetCancellation(id), ct)).ToHttp()
            )
            .WithName("GetCancellation")
            .WithSummary("What cancelling this booking would cost you now")
            .WithTags("Bookings")
            .Answers<CancellationAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict
            );
        api.MapPost(
                "/marketplace/bookings/{id}/cancel",
                async (BookingId id, CancelBookingBody? body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new CancelMyBooking(id, body ?? new CancelBookingBody()),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("CancelBooking")
            .WithSummary("Cancel a booking you take part in; a provider's cancellation gives everything back")
            .WithTags("Bookings")
            .Answers<CancellationAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status503ServiceUnavailable
            )
            .Idempotent();
    }
}

/// <summary>Why a booking is cancelled, and what is expected to be kept.</summary>
/// <param name="Reason">A lower-case word such as <c>illness</c>, or nothing.</param>
/// <param name="ExpectedKept">What the client was shown; when more or less would be kept by now, nothing is
/// cancelled.</param>
public sealed record CancelBookingBody(string? Reason = null, Money? ExpectedKept = null);

/// <summary>What cancelling a booking costs.</summary>
/// <param name="BookingId">The booking.</param>
/// <param name="Kept">What is kept of the client's money.</param>
/// <param name="Returned">What comes back to the client's wallet.</param>
/// <param name="UsesUp">True when a credit or visit is used up all the same.</param>
/// <param name="FreeUntil">Until when the client may cancel at no cost.</param>
public sealed record CancellationAnswer(
    BookingId BookingId,
    Money Kept,
    Money Returned,
    bool UsesUp,
    Instant FreeUntil
);

internal sealed record GetCancellation(BookingId Id) : IQuery<CancellationAnswer>;

internal sealed class GetCancellationHandler(MarketplaceDbContext db, IWork work, Cancellation cancellation)
    : IQueryHandler<GetCancellation, CancellationAnswer>
{
    public async Task<Result<CancellationAnswer>> Handle(GetCancellation query, CancellationToken ct)
    {
        var found = await Participation.Find(db, query.Id, work.Actor.Person, ct);
        if (found is not var (booking, by))
        {
            return BookingErrors.NotFound;
        }

        return (await cancellation.Cost(booking, by, ct)).Map(x => Participation.AnswerOf(booking, x));
    }
}

internal sealed record CancelMyBooking(BookingId Id, CancelBookingBody Body)
    : ICommand<CancellationAnswer>,
        IRequireIdempotencyKey;

internal sealed class CancelMyBookingValidator : AbstractValidator<CancelMyBooking>
{
    public CancelMyBookingValidator() =>
        RuleFor(x => x.Body.Reason)
            .Must(x => x is null || InputRules.IsSlug(x))
            .WithMessage("One lower-case word such as illness, or nothing.")
            .OverridePropertyName("reason");
}

internal sealed class CancelMyBookingHandler(MarketplaceDbContext db, IWork work, Cancellation cancellation)
    : ICommandHandler<CancelMyBooking, CancellationAnswer>
{
    public async Task<Result<CancellationAnswer>> Handle(CancelMyBooking command, CancellationToken ct)
    {
        var found = await Participation.Find(db, command.Id, work.Actor.Person, ct);
        if (found is not var (booking, by))
        {
            return BookingErrors.NotFound;
        }

        var cost = await cancellation.Cost(booking, by, ct);
        if (cost.Error is { } refused)
        {
            return refused;
        }

        var answer = Participation.AnswerOf(booking, cost.Value);
        if (command.Body.ExpectedKept is { } expected && expected != answer.Kept)
        {
            return BookingErrors.CostChanged(answer.Kept);
        }

        return (await cancellation.Cancel(booking, cost.Value, by, command.Body.Reason, ct)).Map(_ => answer);
    }
}

/// <summary>A booking and what the asking person is in it: a stranger is told that there is none.</summary>
internal static class Participation
{
    public static async Task<(Booking Booking, CancelledBy By)?> Find(
        MarketplaceDbContext db,
        BookingId id,
        PersonId? asking,
        CancellationToken ct
    )
    {
        if (asking is not { } person)
        {
            return null;
        }

        var provider = ProviderId.Of(person);
        var booking = await db
            .Bookings.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == id && (x.ClientId == person || x.ProviderId == provider), ct);
        return booking is null
            ? null
            : (booking, booking.ClientId == person ? CancelledBy.Client : CancelledBy.Provider);
    }

    // A sponsor's money is not the client's: of a credit nothing is kept or returned in money.
    public static CancellationAnswer AnswerOf(Booking booking, CancellationCost cost)
    {
        var own = booking.Funding == FundingKind.Wallet;
        var nothing = Money.Zero(booking.Price.Currency);
        return new CancellationAnswer(
            booking.Id,
            own ? cost.Kept : nothing,
            own ? booking.Price - cost.Kept : nothing,
            cost.UsesUp,
            cost.FreeUntil
        );
    }
}

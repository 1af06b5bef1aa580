using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Bookings;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Bookings;

internal sealed class CancelBookingValidator : AbstractValidator<CancelBooking>
{
    public CancelBookingValidator()
    {
        RuleFor(x => x.By).IsInEnum();
        RuleFor(x => x.ReasonCode).Must(x => x is null || InputRules.IsSlug(x));
    }
}

/// <summary>For other modules: a booking that is cancelled already is answered as it was.</summary>
internal sealed class AnswerCancelBooking(MarketplaceDbContext db, Cancellation cancellation)
    : ICommandHandler<CancelBooking, CancelledBooking>
{
    public async Task<Result<CancelledBooking>> Handle(CancelBooking command, CancellationToken ct)
    {
        var booking = await db.Bookings.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.BookingId, ct);
        if (booking is null)
        {
            return BookingErrors.NotFound;
        }

        if (booking is { State: BookingState.Cancelled, CancelledAt: { } at })
        {
            return new CancelledBooking(booking.Id, booking.KeepBasisPoints, booking.UsedUp, at);
        }

        var cost = await cancellation.Cost(booking, command.By, ct);
        return cost.Error is { } refused
            ? refused
            : await cancellation.Cancel(booking, cost.Value, command.By, command.ReasonCode, ct);
    }
}

/// <summary>The room opens: the booking's row says whether it may, so that a cancelled session is never held.</summary>
internal sealed class AnswerBeginBooking(MarketplaceDbContext db, IWork work, IClock clock)
    : ICommandHandler<BeginBooking, Done>
{
    public async Task<Result<Done>> Handle(BeginBooking command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var begun = await db
            .Bookings.Where(x => x.Id == command.BookingId && x.State == BookingState.Confirmed && x.BegunAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(x => x.BegunAt, now).SetProperty(x => x.Version, x => x.Version + 1),
                ct
            );
        if (begun == 1)
        {
            return Done.Value;
        }

        var state = await db
            .Bookings.Where(x => x.Id == command.BookingId)
            .Select(x => (BookingState?)x.State)
            .FirstOrDefaultAsync(ct);
        return state switch
        {
            null => BookingErrors.NotFound,
            BookingState.Cancelled => BookingErrors.NotConfirmed,
            _ => Done.Value,
        };
    }
}

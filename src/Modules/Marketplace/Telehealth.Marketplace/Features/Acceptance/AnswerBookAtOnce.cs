using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Channels;
using Telehealth.Marketplace.Persistence;
using Telehealth.Wallet.Contracts;

namespace Telehealth.Marketplace.Features.Acceptance;

internal sealed class BookAtOnceValidator : AbstractValidator<BookAtOnce>
{
    public BookAtOnceValidator()
    {
        RuleFor(x => x.RequestId.Value).NotEmpty();
        RuleFor(x => x.StartsAt).Must(Grid.IsOn).WithMessage("Times lie on the five-minute grid.");
        RuleFor(x => x.Session).SetValidator(new SessionShapeRules());
        RuleFor(x => x.Funding.Fund).MaximumLength(40);
        RuleFor(x => x.Held!.Attempt).GreaterThan(0).When(x => x.Held is not null);
    }
}

/// <summary>
/// Accepting without asking (MKT-10), in the same three steps: the cover is reserved, then T1 writes the request as one
/// that is just being accepted, then <see cref="FinalStep"/> confirms and books. What heals an acceptance heals this;
/// what fails ends, since nobody waits to accept it later.
/// </summary>
internal sealed class AnswerBookAtOnce(
    MarketplaceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    SystemTime system,
    AtOnceTermsReader reader,
    FinalStep final
) : ICommandHandler<BookAtOnce, BookedAtOnce>
{
    public async Task<Result<BookedAtOnce>> Handle(BookAtOnce command, CancellationToken ct)
    {
        var known = await db
            .Requests.AsNoTracking()
            .Include(x => x.Times)
            .FirstOrDefaultAsync(x => x.Id == command.RequestId, ct);
        if (known is not null)
        {
            return await Resume(known, command, ct);
        }

        var now = clock.GetCurrentInstant();
        var coverId = command.Held?.CoverId ?? CoverOf(command.RequestId);
        var read = await reader.Read(command, coverId, now, ct);
        if (read.Error is { } refused)
        {
            return refused;
        }

        var policy = read.Value.Policy;
        var terms = read.Value.Terms with { BookedBy = work.Actor.Is(command.ClientId) ? null : work.Actor.Key };
        if (command.Held is null)
        {
            var reserve = new ReserveCover(
                coverId,
                command.ClientId,
                terms.Price,
                policy.CoverMinutes,
                command.Funding
            );
            var reserved = await sender.Send(reserve, ct, work.StepKey("reserve"));
            if (reserved.Error is { } uncovered)
            {
                return uncovered;
            }
        }

        var request = BookingRequest.BookedAtOnce(command, terms, now, system.NowMicros);
        return await FirstStep(request, ct) is { } lost ? lost : await Finish(request, ct);
    }

    /// <summary>The same request always reaches the same cover.</summary>
    private static CoverId CoverOf(BookingRequestId id) =>
        new(Ids.Derive("marketplace", "at-once-cover", id.Value.ToString()));

    // T1: the request and its claim on the cover, kept as a step.
    private async Task<Error?> FirstStep(BookingRequest request, CancellationToken ct)
    {
        var kept = false;
        work.OnRefusal(_ =>
        {
            // Once the request stands, its own end lets the cover go; one that is held stays its holder's.
            if (!kept && !request.CoverHeld)
            {
                work.Publish(new CoverUnusedV1(request.CoverId), $"cover:{request.CoverId}", version: 1);
            }

            return Task.CompletedTask;
        });
        await work.Begin(ct);
        if (!request.CoverHeld)
        {
            if (await db.CoverClaims.AnyAsync(x => x.CoverId == request.CoverId && x.Disowned, ct))
            {
                return BookingRequestErrors.Lapsed;
            }

            db.CoverClaims.Add(new CoverClaim { CoverId = request.CoverId, Disowned = false });
        }

        db.Requests.Add(request);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // The same booking from elsewhere, or the cover was just given up: run again and find out which.
            throw new DbUpdateConcurrencyException("Somebody was faster; look again.", e);
        }

        await work.CommitStep(new AcceptProgress(request.Attempt), ct);
        kept = true;
        return null;
    }

    private async Task<Result<BookedAtOnce>> Resume(BookingRequest known, BookAtOnce command, CancellationToken ct)
    {
        var same =
            known.AtOnce
            && known.ClientId == command.ClientId
            && known.ProviderId == command.ProviderId
            && known.PolicyId == command.Channel
            && known.AttemptTime == command.StartsAt;
        return !same ? BookingRequestErrors.OtherBooking
            : known.State == BookingRequestState.Lapsed ? BookingRequestErrors.Lapsed
            : await Finish(known, ct);
    }

    private async Task<Result<BookedAtOnce>> Finish(BookingRequest request, CancellationToken ct) =>
        (await final.Take(request, request.Attempt, ct)).Map(x => new BookedAtOnce(
            x.BookingId,
            x.Number,
            x.StartsAt,
            x.EndsAt
        ));
}

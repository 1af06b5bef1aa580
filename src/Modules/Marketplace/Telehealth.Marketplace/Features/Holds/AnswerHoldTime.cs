using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Requests;
using Telehealth.Marketplace.Features.Channels;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Holds;

internal sealed class HoldTimeValidator : AbstractValidator<HoldTime>
{
    public HoldTimeValidator(IClock clock)
    {
        RuleFor(x => x.Id.Value).NotEmpty();
        RuleFor(x => x.StartsAt).Must(Grid.IsOn).WithMessage("Times lie on the five-minute grid.");
        RuleFor(x => x.Session).SetValidator(new SessionShapeRules());
        RuleFor(x => x.Until).Must(x => x > clock.GetCurrentInstant()).WithMessage("A time from now on.");
    }
}

/// <summary>Claims the time under the hold's id; the claims' key lets one of any number have it.</summary>
internal sealed class AnswerHoldTime(MarketplaceDbContext db, IWork work, IOptions<MarketplaceOptions> options)
    : ICommandHandler<HoldTime, Done>
{
    public async Task<Result<Done>> Handle(HoldTime command, CancellationToken ct)
    {
        if (await db.TimeHolds.AnyAsync(x => x.Id == command.Id, ct))
        {
            return Done.Value;
        }

        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.ProviderId, ct);
        if (profile is null || !profile.IsListed(options.Value.ListingThreshold))
        {
            return BookingRequestErrors.NotBookable;
        }

        await work.Begin(ct);
        db.TimeHolds.Add(
            new TimeHold
            {
                Id = command.Id,
                ProviderId = command.ProviderId,
                StartsAt = command.StartsAt,
                LapsesAt = command.Until,
            }
        );
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("The same time is being held at this moment; look again.", e);
        }

        var steps = Grid.Steps(command.StartsAt, SlotShapes.Of(command.Session)).ToList();
        return await ClaimInsert.Run(db, command.ProviderId, TimeHold.ClaimsOf(command.Id), steps, ct)
            ? Done.Value
            : BookingRequestErrors.Taken([]);
    }
}

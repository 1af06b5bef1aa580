using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Slots;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Channels;

internal sealed class FindFreeValidator : AbstractValidator<FindFree>
{
    public FindFreeValidator()
    {
        RuleFor(x => x.Among.Count).LessThanOrEqualTo(1000);
        RuleFor(x => x.Session).SetValidator(new SessionShapeRules());
    }
}

/// <summary>One range read each of profiles, claims and open time for all that are asked about.</summary>
internal sealed class AnswerFindFree(MarketplaceDbContext db, IOptions<MarketplaceOptions> options)
    : IQueryHandler<FindFree, IReadOnlyList<ProviderId>>
{
    public async Task<Result<IReadOnlyList<ProviderId>>> Handle(FindFree query, CancellationToken ct)
    {
        var among = query.Among.Distinct().ToList();
        var threshold = options.Value.ListingThreshold;
        var listed = await db
            .Providers.Where(x => among.Contains(x.Id))
            .Where(x => x.Cleared && x.HasEssentials && x.Completeness >= threshold)
            .Select(x => x.Id)
            .ToListAsync(ct);
        var steps = Grid.Steps(query.StartsAt, SlotShapes.Of(query.Session)).ToList();
        var (first, last) = (steps[0], steps[^1]);
        var held = query.PastHolds ? await Held(listed, ct) : [];
        var busy = await db
            .SlotClaims.Where(x => listed.Contains(x.ProviderId) && x.Step >= first && x.Step <= last)
            .Where(x => !held.Contains(x.BookingId))
            .Select(x => x.ProviderId)
            .Distinct()
            .ToListAsync(ct);
        var free = listed.Except(busy).ToHashSet();
        if (!query.OpensTime)
        {
            free.IntersectWith(await Open(query, listed, ct));
        }

        return query.Among.Distinct().Where(free.Contains).ToList();
    }

    private async Task<List<BookingId>> Held(List<ProviderId> listed, CancellationToken ct)
    {
        var holds = await db.TimeHolds.Where(x => listed.Contains(x.ProviderId)).Select(x => x.Id).ToListAsync(ct);
        return holds.ConvertAll(TimeHold.ClaimsOf);
    }

    private async Task<IEnumerable<ProviderId>> Open(FindFree query, List<ProviderId> listed, CancellationToken ct)
    {
        var startsAt = query.StartsAt;
        var endsAt = startsAt + Duration.FromMinutes(query.Session.DurationMinutes);
        var bit = (int)DeliveryModeNames.Parse([query.Session.Mode]);
        var channel = ChannelNames.VisibilityOf(query.Channel);
        var rows = await db
            .OpenIntervals.Where(x => listed.Contains(x.ProviderId) && x.StartsAt < endsAt && x.EndsAt > startsAt)
            .Where(x =>
                (x.Modes & bit) != 0
                && db.VisibilityChannels.Any(c =>
                    c.ProviderId == x.ProviderId && c.SetId == x.VisibilitySetId && c.Channel == channel
                )
            )
            .Select(x => new
            {
                x.ProviderId,
                x.StartsAt,
                x.EndsAt,
            })
            .ToListAsync(ct);
        var wanted = FreeTime.SpanOf(startsAt, endsAt);
        return rows.GroupBy(x => x.ProviderId)
            .Where(x =>
                Spans.Union(x.Select(o => FreeTime.SpanOf(o.StartsAt, o.EndsAt))).Exists(s => s.Contains(wanted))
            )
            .Select(x => x.Key);
    }
}

using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Channels;

/// <summary>A session as a channel describes it must fit the grid and the claims that are read around it.</summary>
internal sealed class SessionShapeRules : AbstractValidator<SessionShape>
{
    public SessionShapeRules()
    {
        RuleFor(x => x.ServiceName).OneLine(80).NotEmpty();
        RuleFor(x => x.Mode).Must(InputRules.IsMode);
        RuleFor(x => x.DurationMinutes).Must(x => x is >= 5 and <= 480 && x % Grid.StepMinutes == 0);
        RuleFor(x => x.BufferBeforeMinutes).Must(x => x is >= 0 and <= 120 && x % Grid.StepMinutes == 0);
        RuleFor(x => x.BufferAfterMinutes).Must(x => x is >= 0 and <= 120 && x % Grid.StepMinutes == 0);
        RuleFor(x => x.Price.Minor).GreaterThan(0);
    }
}

internal sealed class ListChannelSlotsValidator : AbstractValidator<ListChannelSlots>
{
    public ListChannelSlotsValidator()
    {
        RuleFor(x => x.Session).SetValidator(new SessionShapeRules());
        RuleFor(x => x.To).GreaterThan(x => x.From);
    }
}

internal sealed class AnswerListChannelSlots(
    MarketplaceDbContext db,
    ChannelSlots slots,
    IClock clock,
    IOptions<MarketplaceOptions> options
) : IQueryHandler<ListChannelSlots, IReadOnlyList<Instant>>
{
    private static readonly Duration Most = Duration.FromDays(31);

    public async Task<Result<IReadOnlyList<Instant>>> Handle(ListChannelSlots query, CancellationToken ct)
    {
        var profile = await db.Providers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.ProviderId, ct);
        if (profile is null || !profile.IsListed(options.Value.ListingThreshold))
        {
            return Array.Empty<Instant>();
        }

        var policy = await slots.NewestPolicy(query.Channel, ct);
        var lead = Duration.FromMinutes(policy?.Terms.LeadMinutes ?? 0);
        var from = Instant.Max(query.From, clock.GetCurrentInstant() + lead);
        var to = Instant.Min(query.To, from + Most);
        if (to <= from)
        {
            return Array.Empty<Instant>();
        }

        var mode = DeliveryModeNames.Parse([query.Session.Mode]);
        var shape = SlotShapes.Of(query.Session);
        return (await slots.Free(query.ProviderId, query.Channel, mode, shape, from, to, ct)).ToList();
    }
}

internal static class SlotShapes
{
    public static SlotShape Of(SessionShape session) =>
        new(session.DurationMinutes, session.BufferBeforeMinutes, session.BufferAfterMinutes);
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Features.Slots;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Channels;

/// <summary>What a channel's policy and a provider's calendar leave open to be booked.</summary>
internal sealed class ChannelSlots(MarketplaceDbContext db, FreeTime time, IOptions<MarketplaceOptions> options)
{
    private const int MostAlternatives = 5;
    private static readonly Duration AlternativesWithin = Duration.FromDays(7);

    /// <summary>The newest version of a channel's policy, or null.</summary>
    public async Task<ChannelPolicy?> NewestPolicy(string channel, CancellationToken ct)
    {
        var policy = await db
            .Policies.AsNoTracking()
            .Where(x => x.PolicyId == channel)
            .OrderByDescending(x => x.PolicyVersion)
            .FirstOrDefaultAsync(ct);
        return policy?.ToContract();
    }

    /// <summary>Free starts a channel sees, in order.</summary>
    public async Task<IEnumerable<Instant>> Free(
        ProviderId provider,
        string channel,
        DeliveryModes mode,
        SlotShape shape,
        Instant from,
        Instant to,
        CancellationToken ct
    )
    {
        var reach = to + Duration.FromMinutes(shape.DurationMinutes);
        var open = await time.Open(provider, mode, ChannelNames.VisibilityOf(channel), from, reach, ct);
        var busy = await time.Claimed(provider, from, to, ct);
        // Part of a second must not let a start slip in before the earliest one.
        var first = (from.ToUnixTimeTicks() + NodaConstants.TicksPerSecond - 1) / NodaConstants.TicksPerSecond;
        var window = new Span(first, to.ToUnixTimeSeconds());
        return SlotFinder.Starts(open, busy, shape, window, options.Value.SlotEveryMinutes);
    }

    /// <summary>The next free starts of the same session, for whoever lost a time.</summary>
    public async Task<IReadOnlyList<Instant>> Alternatives(
        ProviderId provider,
        string channel,
        DeliveryModes mode,
        SlotShape shape,
        Instant from,
        CancellationToken ct
    )
    {
        var free = await Free(provider, channel, mode, shape, from, from + AlternativesWithin, ct);
        return [.. free.Take(MostAlternatives)];
    }

    /// <summary>True when the whole session lies in time the channel sees.</summary>
    public async Task<bool> IsOpen(
        ProviderId provider,
        string channel,
        DeliveryModes mode,
        Instant startsAt,
        int minutes,
        CancellationToken ct
    )
    {
        var endsAt = startsAt + Duration.FromMinutes(minutes);
        var open = await time.Open(provider, mode, ChannelNames.VisibilityOf(channel), startsAt, endsAt, ct);
        return open.Exists(x => x.Contains(FreeTime.SpanOf(startsAt, endsAt)));
    }
}

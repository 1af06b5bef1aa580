using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.QuickConnect.Contracts;
using Telehealth.QuickConnect.Persistence;

namespace Telehealth.QuickConnect.Features.Alerts;

/// <summary>
/// Every matching, cleared, free provider who is online or on call gets a text message, seldom enough and not at night
/// (QCP-02). The desk needs none of this: it shows the request at once.
/// </summary>
[Consumer("quickconnect.alert-providers", DeadLetterPolicy.Skip, Lane.Prompt)]
internal sealed class AlertProvidersOnPlaced(
    QuickConnectDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    PoolMatching matching,
    IOptions<QuickConnectOptions> options
) : IReaction<PoolRequestPlacedV1>
{
    private const int MostAsked = 200;

    private IReadOnlyList<ProviderId> wanted = [];

    public async Task Prepare(PoolRequestPlacedV1 integrationEvent, CancellationToken ct)
    {
        wanted = [];
        var now = clock.GetCurrentInstant();
        var request = await db.Requests.AsNoTracking().FirstOrDefaultAsync(x => x.Id == integrationEvent.RequestId, ct);
        if (request?.State != PoolRequestState.Waiting)
        {
            return;
        }

        var words = await matching.Open(request, ct);
        var cards = await sender.Send(new ListProviderCards(await Rested(now, ct)), ct);
        if (cards.Error is not null)
        {
            throw new InvalidOperationException($"The providers could not be read: {cards.Error.Code}.");
        }

        var fitting = cards.Value.Where(x => PoolMatching.Fits(x, request, words) && !IsQuiet(x.TimeZone, now));
        var free = await matching.Free([.. fitting.Select(x => x.ProviderId)], request.Mode, now, ct);
        wanted = free.Error is null ? free.Value : [];
    }

    public async Task On(PoolRequestPlacedV1 integrationEvent, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var before = now - Duration.FromMinutes(options.Value.AlertEveryMinutes);
        foreach (var provider in wanted)
        {
            var due = await db
                .Presences.Where(x => x.ProviderId == provider && x.Until > now)
                .Where(x => x.AlertedAt == null || x.AlertedAt <= before)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(x => x.AlertedAt, now).SetProperty(x => x.Version, x => x.Version + 1),
                    ct
                );
            if (due == 1)
            {
                var version = await db
                    .Presences.Where(x => x.ProviderId == provider)
                    .Select(x => x.Version)
                    .FirstAsync(ct);
                work.Publish(
                    new ProviderWantedV1(integrationEvent.RequestId, provider),
                    $"presence:{provider}",
                    version
                );
            }
        }
    }

    private async Task<IReadOnlyList<ProviderId>> Rested(Instant now, CancellationToken ct)
    {
        var before = now - Duration.FromMinutes(options.Value.AlertEveryMinutes);
        return await db
            .Presences.Where(x => x.Until > now && (x.AlertedAt == null || x.AlertedAt <= before))
            .Where(x => !db.Requests.Any(r => r.HeldProviderId == x.ProviderId))
            .OrderBy(x => x.AlertedAt)
            .Select(x => x.ProviderId)
            .Take(MostAsked)
            .ToListAsync(ct);
    }

    private bool IsQuiet(string zone, Instant now)
    {
        var hour = now.InZone(DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? DateTimeZone.Utc).Hour;
        return hour >= options.Value.QuietFromHour || hour < options.Value.QuietUntilHour;
    }
}

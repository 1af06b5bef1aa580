using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Bookings;

internal sealed class HubProvidersEndpoint : IEndpoint
{
    private static readonly Error NoWindow = Error.Invalid(
        "hubs.window",
        "from",
        "Ask for a window of at most 31 days, from and to as ISO 8601 instants."
    );

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/hubs/{hubId}/providers",
                async (HubId hubId, PersonId? memberId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ListHubProviders(hubId, memberId), ct)).ToHttp()
            )
            .WithName("ListHubProviders")
            .WithSummary("The providers of your hub who can be booked")
            .WithTags("Hubs: members")
            .Answers<IReadOnlyList<ProviderCard>>(StatusCodes.Status200OK, 404);
        api.MapGet(
                "/hubs/{hubId}/providers/{providerId}/slots",
                async (
                    HubId hubId,
                    ProviderId providerId,
                    string mode,
                    string from,
                    string to,
                    PersonId? memberId,
                    ISender sender,
                    CancellationToken ct
                ) =>
                    Window(from, to) is not var (start, end)
                        ? Answers.Problem(NoWindow)
                        : (
                            await sender.Send(new ListHubSlots(hubId, providerId, mode, start, end, memberId), ct)
                        ).ToHttp()
            )
            .WithName("ListHubSlots")
            .WithSummary("Free starts of a provider of your hub")
            .WithTags("Hubs: members")
            .Answers<IReadOnlyList<Instant>>(StatusCodes.Status200OK, 404, 422);
    }

    private static (Instant From, Instant To)? Window(string from, string to)
    {
        var (start, end) = (InstantPattern.ExtendedIso.Parse(from), InstantPattern.ExtendedIso.Parse(to));
        return
            start.Success && end.Success && start.Value < end.Value && end.Value - start.Value <= Duration.FromDays(31)
            ? (start.Value, end.Value)
            : null;
    }
}

internal sealed record ListHubProviders(HubId HubId, PersonId? Member = null) : IQuery<IReadOnlyList<ProviderCard>>;

internal sealed record ListHubSlots(
    HubId HubId,
    ProviderId ProviderId,
    string Mode,
    Instant From,
    Instant To,
    PersonId? Member = null
) : IQuery<IReadOnlyList<Instant>>;

internal sealed class ListHubProvidersHandler(HubsDbContext db, HubDoor door, ISender sender)
    : IQueryHandler<ListHubProviders, IReadOnlyList<ProviderCard>>
{
    private const int Most = 200;

    public async Task<Result<IReadOnlyList<ProviderCard>>> Handle(ListHubProviders query, CancellationToken ct)
    {
        if (await door.OfMember(query.HubId, query.Member, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var ids = await db
            .HubProviders.Where(x => x.HubId == hub.Id)
            .OrderBy(x => x.Since)
            .Select(x => x.ProviderId)
            .Take(Most)
            .ToListAsync(ct);
        var cards = await sender.Send(new ListProviderCards(ids), ct);
        return cards.Map<IReadOnlyList<ProviderCard>>(x => [.. x.Where(card => card.Listed)]);
    }
}

internal sealed class ListHubSlotsHandler(HubsDbContext db, HubDoor door, ISender sender)
    : IQueryHandler<ListHubSlots, IReadOnlyList<Instant>>
{
    public async Task<Result<IReadOnlyList<Instant>>> Handle(ListHubSlots query, CancellationToken ct)
    {
        if (await door.OfMember(query.HubId, query.Member, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        if (!await db.HubProviders.AnyAsync(x => x.HubId == hub.Id && x.ProviderId == query.ProviderId, ct))
        {
            return HubErrors.ProviderNotFound;
        }

        return hub.Terms.Modes.Contains(query.Mode)
            ? await sender.Send(
                new ListChannelSlots(query.ProviderId, hub.Channel, hub.Shape(query.Mode), query.From, query.To),
                ct
            )
            : HubErrors.ModeNotOffered;
    }
}

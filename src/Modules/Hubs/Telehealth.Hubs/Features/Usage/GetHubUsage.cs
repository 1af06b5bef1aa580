using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Usage;

internal sealed class GetHubUsageEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/{hubId}/usage",
                async (HubId hubId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetHubUsage(hubId), ct)).ToHttp()
            )
            .WithName("GetHubUsage")
            .WithSummary("Sessions per month and category; null where fewer than five people are behind a number")
            .WithTags("Hubs: employers")
            .Answers<IReadOnlyList<UsageMonthAnswer>>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>Sessions of a month that is over.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Booked">Sessions booked, or null when fewer than five people booked.</param>
/// <param name="Held">
/// Of these held, or null when that, or the difference, would be about fewer than five people.
/// </param>
/// <param name="Categories">By category.</param>
public sealed record UsageMonthAnswer(
    LocalDate Month,
    long? Booked,
    long? Held,
    IReadOnlyList<UsageCategory> Categories
);

/// <summary>Sessions of a category in a month.</summary>
/// <param name="Category">Such as <c>psychology</c>.</param>
/// <param name="Booked">
/// Sessions booked, or null when it, or a difference, would be about fewer than five people.
/// </param>
public sealed record UsageCategory(string Category, long? Booked);

[Needs(HubsModule.AdministerHub)]
internal sealed record GetHubUsage(HubId HubId) : IQuery<IReadOnlyList<UsageMonthAnswer>>;

/// <summary>Only months that are over: two looks within a month would tell what happened in between.</summary>
internal sealed class GetHubUsageHandler(HubsDbContext db, HubDoor door, IClock clock)
    : IQueryHandler<GetHubUsage, IReadOnlyList<UsageMonthAnswer>>
{
    public async Task<Result<IReadOnlyList<UsageMonthAnswer>>> Handle(GetHubUsage query, CancellationToken ct)
    {
        if (await door.OfAdmin(query.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var today = clock.GetCurrentInstant().InUtc().Date;
        var rows = await db
            .HubSessions.AsNoTracking()
            .Where(x => x.HubId == hub.Id)
            .Select(x => new UsageRow(x.Month, x.Category, x.PersonId, x.State == HubSessionState.Held))
            .ToListAsync(ct);
        var running = new LocalDate(today.Year, today.Month, 1);
        return UsageTable
            .Of(rows.Where(x => x.Month < running))
            .Select(x => new UsageMonthAnswer(
                x.Month,
                x.Booked,
                x.Held,
                [.. x.Categories.Select(y => new UsageCategory(y.Category, y.Booked))]
            ))
            .ToList();
    }
}

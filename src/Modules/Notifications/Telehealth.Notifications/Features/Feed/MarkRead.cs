using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Feed;

internal sealed class MarkReadEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/notifications/{id:guid}/read",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new MarkRead(id), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("MarkNotificationRead")
            .WithSummary("One of my notifications is read")
            .WithTags("Notifications")
            .AnswersNothing(404);
}

internal sealed class MarkAllReadEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/notifications/read-all",
                async (ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new MarkRead(null), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("MarkAllNotificationsRead")
            .WithSummary("All my notifications are read")
            .WithTags("Notifications")
            .AnswersNothing();
}

/// <summary>Marks one notification, or all, as read; twice changes nothing.</summary>
internal sealed record MarkRead(Guid? Id) : ICommand<Done>;

internal sealed class MarkReadHandler(NotificationsDbContext db, IWork work, IClock clock)
    : ICommandHandler<MarkRead, Done>
{
    public async Task<Result<Done>> Handle(MarkRead command, CancellationToken ct)
    {
        await work.Begin(ct);
        var person = work.Actor.Person ?? default;
        var items = db.FeedItems.Where(x => x.PersonId == person && (command.Id == null || x.Id == command.Id));
        if (command.Id is not null && !await items.AnyAsync(ct))
        {
            return FeedErrors.NotFound;
        }

        Instant? now = clock.GetCurrentInstant();
        await items.Where(x => x.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(x => x.ReadAt, now), ct);
        return Done.Value;
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

internal sealed class ListDeliveriesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/notifications/deliveries",
                async (
                    string? state,
                    PersonId? person,
                    string? after,
                    int? limit,
                    ISender sender,
                    CancellationToken ct
                ) => (await sender.Send(new ListDeliveries(state, person, after, limit), ct)).ToHttp(TypedResults.Ok)
            )
            .WithName("ListDeliveries")
            .WithSummary("Mails and text messages and what became of them, latest first; for staff")
            .WithTags("Notifications")
            .Answers<Page<DeliveryAnswer>>(200, 403);
}

/// <summary>A message to a person by one channel. Without its words and addresses.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="EventId">The event it is because of.</param>
/// <param name="PersonId">To whom.</param>
/// <param name="Channel">By which way.</param>
/// <param name="Template">Which message.</param>
/// <param name="State">What became of it.</param>
/// <param name="Tries">How often it was tried.</param>
/// <param name="CreatedAt">Since when (system time).</param>
/// <param name="NextTryAt">When it is tried again, while ready.</param>
/// <param name="SettledAt">When it was sent, skipped or given up.</param>
/// <param name="LastError">The last failure: a code.</param>
/// <param name="Resolution">What staff did with it.</param>
public sealed record DeliveryAnswer(
    Guid Id,
    Guid EventId,
    PersonId PersonId,
    Channel Channel,
    string Template,
    DeliveryState State,
    int Tries,
    Instant CreatedAt,
    Instant? NextTryAt,
    Instant? SettledAt,
    string? LastError,
    string? Resolution
)
{
    internal static DeliveryAnswer Of(Delivery x) =>
        new(
            x.Id,
            x.EventId,
            x.PersonId,
            x.Channel,
            x.Template,
            x.State,
            x.Tries,
            Micros.ToInstant(x.CreatedAtMicros),
            x.State == DeliveryState.Ready ? Micros.ToInstant(x.NextTryAtMicros) : null,
            x.SettledAtMicros is { } settled ? Micros.ToInstant(settled) : null,
            x.LastError,
            x.Resolution
        );
}

[Needs("notifications.deliveries.manage")]
internal sealed record ListDeliveries(string? State, PersonId? Person, string? After, int? Limit)
    : IQuery<Page<DeliveryAnswer>>;

internal sealed class ListDeliveriesHandler(NotificationsDbContext db)
    : IQueryHandler<ListDeliveries, Page<DeliveryAnswer>>
{
    public async Task<Result<Page<DeliveryAnswer>>> Handle(ListDeliveries query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var deliveries = db.Deliveries.AsNoTracking();
        if (query.State is { } text)
        {
            if (!Enum.TryParse<DeliveryState>(text, ignoreCase: true, out var state) || !Enum.IsDefined(state))
            {
                return Error.Invalid("notifications.state", "state", "Choose ready, sent, skipped, dead or discarded.");
            }

            deliveries = deliveries.Where(x => x.State == state);
        }

        if (query.Person is { } person)
        {
            deliveries = deliveries.Where(x => x.PersonId == person);
        }

        if (Cursor.TryDecode(query.After, out var after))
        {
            deliveries = deliveries.Where(x => x.Sequence < after);
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        var rows = await deliveries.OrderByDescending(x => x.Sequence).Take(limit + 1).ToListAsync(ct);
        return Page<DeliveryAnswer>.Of(rows, limit, DeliveryAnswer.Of, x => x.Sequence);
    }
}

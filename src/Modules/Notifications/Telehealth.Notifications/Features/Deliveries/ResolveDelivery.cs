using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Notifications.Domain;
using Telehealth.Notifications.Persistence;

namespace Telehealth.Notifications.Features.Deliveries;

internal sealed class ResendDeliveryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/notifications/deliveries/{id:guid}/resend",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ResolveDelivery(id, null), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.Accepted((string?)null)
                    )
            )
            .WithName("ResendDelivery")
            .WithSummary("Tries a dead or skipped delivery again, with the same Message-ID; for staff")
            .WithTags("Notifications")
            .Answers<Done>(202, 403, 404, 409);
}

internal sealed class DiscardDeliveryEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/notifications/deliveries/{id:guid}/discard",
                async (Guid id, DiscardDeliveryBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ResolveDelivery(id, body.Reason), ct, http.IdempotencyKey())).ToHttp(_ =>
                        TypedResults.NoContent()
                    )
            )
            .WithName("DiscardDelivery")
            .WithSummary("Gives a dead or skipped delivery up, with a reason; for staff")
            .WithTags("Notifications")
            .AnswersNothing(400, 403, 404, 409);
}

/// <summary>Why a delivery is given up.</summary>
/// <param name="Reason">A sentence; no personal data.</param>
public sealed record DiscardDeliveryBody(string Reason);

/// <summary>Staff send a stuck delivery again (no reason) or give it up (with one).</summary>
[Needs("notifications.deliveries.manage")]
internal sealed record ResolveDelivery(Guid Id, string? DiscardReason) : ICommand<Done>;

internal sealed class ResolveDeliveryValidator : AbstractValidator<ResolveDelivery>
{
    public ResolveDeliveryValidator() =>
        RuleFor(x => x.DiscardReason!).NotEmpty().MaximumLength(400).When(x => x.DiscardReason is not null);
}

internal sealed class ResolveDeliveryHandler(NotificationsDbContext db, IWork work, SystemTime system)
    : ICommandHandler<ResolveDelivery, Done>
{
    public async Task<Result<Done>> Handle(ResolveDelivery command, CancellationToken ct)
    {
        await work.Begin(ct);
        var stuck = db.Deliveries.Where(x =>
            x.Id == command.Id && (x.State == DeliveryState.Dead || x.State == DeliveryState.Skipped)
        );
        var now = system.NowMicros;
        var who = work.Actor.Key;
        var changed = command.DiscardReason is { } reason
            ? await stuck.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, DeliveryState.Discarded)
                        .SetProperty(x => x.SettledAtMicros, (long?)now)
                        .SetProperty(x => x.Resolution, $"Discarded by {who}: {reason}"),
                ct
            )
            : await stuck.ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, DeliveryState.Ready)
                        .SetProperty(x => x.Tries, 0)
                        .SetProperty(x => x.NextTryAtMicros, now)
                        .SetProperty(x => x.SettledAtMicros, (long?)null)
                        .SetProperty(x => x.Resolution, $"Sent again by {who}"),
                ct
            );
        if (changed > 0)
        {
            return Done.Value;
        }

        return await db.Deliveries.AnyAsync(x => x.Id == command.Id, ct)
            ? DeliveryErrors.NotStuck
            : DeliveryErrors.NotFound;
    }
}

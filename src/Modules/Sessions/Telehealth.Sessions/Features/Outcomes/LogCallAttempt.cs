using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Sessions.Domain;
using Telehealth.Sessions.Features.Rooms;
using Telehealth.Sessions.Persistence;

namespace Telehealth.Sessions.Features.Outcomes;

internal sealed class LogCallAttemptEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/sessions/{id}/call-attempts",
                async (SessionId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new LogCallAttempt(id), ct, http.IdempotencyKey())).ToHttp(TypedResults.Ok)
            )
            .WithName("LogCallAttempt")
            .WithSummary("The provider tried to call a client who is not there; the time is the server's")
            .WithDescription(
                "Counts from the scheduled start and for ten minutes; two attempts lie at least two minutes apart."
            )
            .WithTags("Sessions")
            .Answers<CallAttemptsAnswer>(200, 403, 404, 409);
}

/// <summary>The attempts to call a client who was not there.</summary>
/// <param name="CallAttempts">When, in order.</param>
public sealed record CallAttemptsAnswer(IReadOnlyList<Instant> CallAttempts);

internal sealed record LogCallAttempt(SessionId Id) : ICommand<CallAttemptsAnswer>;

internal sealed class LogCallAttemptHandler(SessionsDbContext db, IWork work, IClock clock)
    : ICommandHandler<LogCallAttempt, CallAttemptsAnswer>
{
    public async Task<Result<CallAttemptsAnswer>> Handle(LogCallAttempt command, CancellationToken ct)
    {
        await work.Begin(ct);
        var found = await db.OfProvider(command.Id, work.Actor.Person, ct);
        if (found.Error is { } missing)
        {
            return missing;
        }

        await db.CallAttempts.Where(x => x.SessionId == command.Id).LoadAsync(ct);
        var session = found.Value;
        return session.LogCall(clock.GetCurrentInstant()) is { } refusal
            ? refusal
            : new CallAttemptsAnswer([.. session.Calls.Select(x => x.MadeAt).Order()]);
    }
}

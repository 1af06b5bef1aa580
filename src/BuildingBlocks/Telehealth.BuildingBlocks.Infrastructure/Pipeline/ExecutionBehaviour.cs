using System.Text.Json;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>
/// The last step before the handler: the key's look-up before it, commit or rollback and the stored answer after it
/// (commands.md, "One command").
/// </summary>
internal sealed class ExecutionBehaviour<TRequest, TResponse>(CommandContext context, Work work)
    : IPipelineBehavior<TRequest, TResponse>
    where TRequest : notnull
    where TResponse : IResultFactory<TResponse>
{
    private static readonly bool IsCommand = typeof(TRequest).IsAssignableTo(typeof(ICommandMarker));

    private static readonly bool NeedsKey = typeof(TRequest).IsAssignableTo(typeof(IRequireIdempotencyKey));

    private static readonly bool Resumable = typeof(TRequest).IsAssignableTo(typeof(IResumable));

    public async Task<TResponse> Handle(TRequest request, CancellationToken ct, RequestHandlerDelegate<TResponse> next)
    {
        if (!IsCommand)
        {
            return await next();
        }

        work.Bind(typeof(TRequest));
        if (context.Key is { } key)
        {
            context.Idempotency = IdempotencyScope.Of(context.Actor, request, key);
            if (await StoredAnswer(ct) is { } stored)
            {
                return stored;
            }
        }
        else if (NeedsKey && !context.FromInside && context.Actor.Kind != ActorKind.System)
        {
            return TResponse.Refusal(IdempotencyErrors.KeyMissing);
        }

        try
        {
            return await Conclude(await next(), ct);
        }
        catch (AlreadyAnsweredException)
        {
            await work.Rollback();
            return await StoredAnswer(ct) ?? throw new RunAgainException();
        }
        catch
        {
            if (work.IsOpen)
            {
                await work.Rollback();
            }

            throw;
        }
    }

    private async Task<TResponse> Conclude(TResponse response, CancellationToken ct)
    {
        if (response.Error is not { } error)
        {
            if (work.IsOpen)
            {
                var body = JsonSerializer.Serialize(response.UntypedValue, TResponse.ValueType, ApiJson.Options);
                await work.StoreAnswer(body, refused: false, ct);
                await work.Commit(ct);
            }

            return response;
        }

        if (work.IsOpen)
        {
            await work.Rollback();
        }

        // A 5xx is not an answer: the caller tries again, and what it reserved is reached by its derived id.
        if (error.Kind != ErrorKind.Unavailable && (context.Idempotency is not null || work.HasUndo))
        {
            await work.Begin(ct);
            await work.RunUndo(ct);
            await work.StoreAnswer(JsonSerializer.Serialize(error, ApiJson.Options), refused: true, ct);
            await work.Commit(ct);
        }

        return response;
    }

    private async Task<TResponse?> StoredAnswer(CancellationToken ct)
    {
        var scope = context.Idempotency!;
        var row = await work.Database.Idempotency.AsNoTracking().FirstOrDefaultAsync(x => x.Scope == scope.Scope, ct);
        if (row is null)
        {
            return default;
        }

        if (row.RequestHash != scope.RequestHash)
        {
            return TResponse.Refusal(IdempotencyErrors.KeyReused);
        }

        if (row.State == IdempotencyState.Started)
        {
            // Only before the handler ran: a duplicate that met the row inside Begin starts over and resumes then.
            if (!Resumable || work.HasStarted)
            {
                return Resumable ? default : TResponse.Refusal(IdempotencyErrors.StillRunning);
            }

            work.Resume(row.Body);
            return default;
        }

        return row.Refused
            ? TResponse.Refusal(JsonSerializer.Deserialize<Error>(row.Body!, ApiJson.Options)!, replayed: true)
            : TResponse.Stored(JsonSerializer.Deserialize(row.Body!, TResponse.ValueType, ApiJson.Options));
    }
}

/// <summary>What can be wrong with an idempotency key.</summary>
internal static class IdempotencyErrors
{
    public static readonly Error KeyMissing = Error.Invalid(
        "idempotency.key-missing",
        "Idempotency-Key",
        "This moves money, credits or slots: send an Idempotency-Key header, a new one for each new intent."
    );

    public static readonly Error KeyReused = Error.Refused(
        "idempotency.key-reused",
        "This Idempotency-Key was used for another request. Use a new key for a new intent."
    );

    public static readonly Error StillRunning = Error.Conflict(
        "idempotency.still-running",
        "The first request with this Idempotency-Key is still running. Please try again in a moment."
    );
}

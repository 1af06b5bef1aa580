using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Messaging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;

namespace Telehealth.BuildingBlocks.Infrastructure.Pipeline;

/// <summary>Who sends, when no command is running: the signed-in user of the HTTP request.</summary>
public interface IActorSource
{
    /// <summary>The actor of the moment.</summary>
    Actor Current { get; }
}

/// <summary>Sends each message in a scope of its own and re-runs what a database conflict stopped.</summary>
internal sealed partial class Sender(
    CommandContext current,
    IServiceScopeFactory scopes,
    IActorSource actors,
    ILogger<Sender> log
) : ISender
{
    private const int MostRuns = 4;

    private bool Inside => current.Operation.Length > 0;

    public Task<Result<T>> Send<T>(IRequest<Result<T>> request, CancellationToken ct, string? key = null) =>
        SendAs(Inside ? current.Actor : actors.Current, request, ct, key);

    public async Task<Result<T>> SendAs<T>(
        Actor actor,
        IRequest<Result<T>> request,
        CancellationToken ct,
        string? key = null
    )
    {
        if (current.InTransaction)
        {
            throw new InvalidOperationException(
                $"{current.Operation} sends {request.GetType().Name} inside its transaction; ask before Begin."
            );
        }

        var sent = Inside && actor != current.Actor ? actor with { InitiatedBy = current.Actor.Key } : actor;
        for (var run = 1; ; run++)
        {
            try
            {
                return await Once(sent, request, key, ct);
            }
            catch (Exception e) when (run < MostRuns && (e is RunAgainException || DbErrors.IsTransient(e)))
            {
                RunAgain(log, request.GetType().Name, run, e.GetType().Name);
                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(2, 12 * run)), ct);
            }
            catch (Exception e) when (DbErrors.IsUniqueViolation(e) || e is DbUpdateConcurrencyException)
            {
                return Error.Conflict(
                    "conflict",
                    "Somebody changed this at the same moment. Please look and try again."
                );
            }
            catch (Exception e) when (DbErrors.IsBusy(e) || DbErrors.IsTransient(e) || e is RunAgainException)
            {
                Busy(log, request.GetType().Name, e.GetType().Name);
                return Error.Unavailable("busy", "We are very busy right now. Please try again in a moment.");
            }
        }
    }

    private async Task<Result<T>> Once<T>(Actor actor, IRequest<Result<T>> request, string? key, CancellationToken ct)
    {
        if (request.GetType().IsDefined(typeof(UrgentAttribute), inherit: false))
        {
            Lanes.Enter(Lane.Safety);
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<CommandContext>();
        context.Actor = actor;
        context.Key = key;
        context.Operation = request.GetType().Name;
        context.FromInside = Inside;
        return await scope.ServiceProvider.GetRequiredService<IMediator>().Send(request, ct);
    }

    [LoggerMessage(Level = LogLevel.Debug, Message = "{Operation} run {Run} met {Conflict}; running it again")]
    private static partial void RunAgain(ILogger log, string operation, int run, string conflict);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Operation} was answered as busy after {Conflict}")]
    private static partial void Busy(ILogger log, string operation, string conflict);
}

/// <summary>The command must start over in a new scope, such as a duplicate that has to resume.</summary>
internal sealed class RunAgainException() : Exception("The command starts over.");

using FluentValidation;
using MediatR;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;

namespace Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;

/// <summary>Why a dead letter is given up for good.</summary>
/// <param name="Reason">For the audit: what was found and why nothing is lost; 10 to 400 characters.</param>
public sealed record DiscardDeadLetterBody(string Reason);

/// <summary>Where a dead letter stands after a decision.</summary>
/// <param name="Module">The module whose inbox holds it.</param>
/// <param name="Sequence">Its number there.</param>
/// <param name="State">ready after a replay, discarded after a discard.</param>
public sealed record DecidedDeadLetterAnswer(string Module, long Sequence, InboxState State);

/// <summary>
/// Tries a dead letter again. No ICommand: the machinery belongs to no module whose unit of work could hold a key;
/// the conditional update on the row's state is what makes a repeat harmless.
/// </summary>
[Needs("operations.messages.replay")]
internal sealed record ReplayDeadLetter(string Module, long Sequence) : IRequest<Result<DecidedDeadLetterAnswer>>;

internal sealed class ReplayDeadLetterHandler(DeadLetterDecisions decisions)
    : IRequestHandler<ReplayDeadLetter, Result<DecidedDeadLetterAnswer>>
{
    public Task<Result<DecidedDeadLetterAnswer>> Handle(
        ReplayDeadLetter command,
        CancellationToken cancellationToken
    ) => decisions.Decide(command.Module, command.Sequence, InboxState.Ready, "replayed", cancellationToken);
}

/// <summary>Gives a dead letter up for good; what waits behind it goes on.</summary>
[Needs("operations.messages.discard")]
internal sealed record DiscardDeadLetter(string Module, long Sequence, string Reason)
    : IRequest<Result<DecidedDeadLetterAnswer>>;

internal sealed class DiscardDeadLetterValidator : AbstractValidator<DiscardDeadLetter>
{
    public DiscardDeadLetterValidator() =>
        RuleFor(x => x.Reason)
            .Must(x => x?.Trim().Length is >= 10 and <= 400)
            .WithMessage("Say what was found and why nothing is lost, in 10 to 400 characters.");
}

internal sealed class DiscardDeadLetterHandler(DeadLetterDecisions decisions)
    : IRequestHandler<DiscardDeadLetter, Result<DecidedDeadLetterAnswer>>
{
    public Task<Result<DecidedDeadLetterAnswer>> Handle(
        DiscardDeadLetter command,
        CancellationToken cancellationToken
    ) =>
        decisions.Decide(
            command.Module,
            command.Sequence,
            InboxState.Discarded,
            command.Reason.Trim(),
            cancellationToken
        );
}

/// <summary>Writes a decision of staff into the row, with who and why.</summary>
internal sealed partial class DeadLetterDecisions(
    ModuleDatabases databases,
    CommandContext context,
    OutboxSignal signal,
    ILogger<DeadLetterDecisions> log
)
{
    public async Task<Result<DecidedDeadLetterAnswer>> Decide(
        string moduleName,
        long sequence,
        InboxState state,
        string reason,
        CancellationToken ct
    )
    {
        if (databases.Modules.FirstOrDefault(x => x.Name == moduleName) is not { } module)
        {
            return DeadLetterErrors.NotFound;
        }

        var resolution = $"{context.Actor.Key}: {reason}";
        var changed = await databases.Write(
            module,
            db =>
                db.Inbox.Where(x => x.Sequence == sequence && x.State == InboxState.Dead)
                    .ExecuteUpdateAsync(
                        set =>
                            set.SetProperty(x => x.State, state)
                                .SetProperty(x => x.Tries, 0)
                                .SetProperty(x => x.NextTryAtMicros, 0)
                                .SetProperty(x => x.Resolution, resolution),
                        ct
                    ),
            ct
        );
        if (changed == 0)
        {
            return DeadLetterErrors.NotFound;
        }

        Decided(log, module.Name, sequence, state, context.Actor.Key);
        signal.Raise(module.Name);
        return new DecidedDeadLetterAnswer(module.Name, sequence, state);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Dead letter {Module}/{Sequence} is {State} by {Actor}")]
    private static partial void Decided(ILogger log, string module, long sequence, InboxState state, string actor);
}

/// <summary>What can be wrong with a dead letter.</summary>
internal static class DeadLetterErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "operations.dead-letter-not-found",
        "There is no such dead letter; somebody may have replayed or discarded it."
    );
}

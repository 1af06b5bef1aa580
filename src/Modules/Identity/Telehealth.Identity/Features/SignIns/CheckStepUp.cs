using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.SignIns;

internal sealed class CheckStepUpValidator : AbstractValidator<CheckStepUp>
{
    public CheckStepUpValidator()
    {
        RuleFor(x => x.Code).NotNull();
    }
}

internal sealed class CheckStepUpHandler(
    IdentityDbContext db,
    SecondFactor factor,
    Lockouts lockouts,
    Attempts attempts,
    IWork work
) : ICommandHandler<CheckStepUp, Done>
{
    public async Task<Result<Done>> Handle(CheckStepUp command, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account?.SealedTotpKey is null)
        {
            return StepUpErrors.SecondFactorMissing;
        }

        if (
            attempts.Take(AttemptKind.SignIn, command.PersonId.ToString()) is not null
            || !await lockouts.Admit(account.Id, ct)
        )
        {
            return StepUpErrors.TooManyTries;
        }

        var step = factor.Match(account, command.Code);
        await work.Begin(ct);
        return await factor.Take(account, step, ct) ? Done.Value : StepUpErrors.CodeWrong;
    }
}

internal static class StepUpErrors
{
    public static readonly Error CodeWrong = Error.Refused(
        "identity.code-wrong",
        "That code does not fit, or was used before. Wait for the next one and try again."
    );

    public static readonly Error SecondFactorMissing = Error.Refused(
        "identity.second-factor-missing",
        "This needs a code of your authenticator app. Set one up first, then try again."
    );

    public static readonly Error TooManyTries = Error.Refused(
        "identity.too-many-tries",
        "Too many tries. Please wait five minutes and try again."
    );
}

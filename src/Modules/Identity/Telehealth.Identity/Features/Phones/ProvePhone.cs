using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Features.SignIns;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Phones;

internal sealed class ProvePhoneEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/me/phone/prove",
                async (PhoneCodeBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ProvePhone(body.Code), ct, http.IdempotencyKey())).ToHttp(_ =>
                        Results.NoContent()
                    )
            )
            .WithName("ProvePhone")
            .WithSummary("Proves your phone number by the code of the text message; it gets text messages from then on")
            .WithTags("Identity")
            .AnswersNothing(
                StatusCodes.Status404NotFound,
                StatusCodes.Status409Conflict,
                StatusCodes.Status422UnprocessableEntity
            );
}

/// <summary>The code of the text message.</summary>
/// <param name="Code">Six digits; blanks do not matter.</param>
public sealed record PhoneCodeBody(string Code);

internal sealed record ProvePhone(string Code) : ICommand<Done>;

internal sealed class ProvePhoneValidator : AbstractValidator<ProvePhone>
{
    public ProvePhoneValidator() =>
        RuleFor(x => x.Code).NotNull().Matches("^ *([0-9] *){6}$").WithMessage("Six digits, as in the text message.");
}

/// <summary>Wrong codes count together with those of signing in: five in a row rest the account.</summary>
internal sealed class ProvePhoneHandler(IdentityDbContext db, UserManager<Account> users, Lockouts lockouts, IWork work)
    : ICommandHandler<ProvePhone, Done>
{
    public async Task<Result<Done>> Handle(ProvePhone command, CancellationToken ct)
    {
        var found = await PhoneRules.Unproven(db, work, ct);
        if (found.Error is { } refusal)
        {
            return refusal;
        }

        var person = found.Value;
        var account = await db.Accounts.AsNoTracking().SingleAsync(x => x.Id == person.Id.Value, ct);
        if (!await lockouts.Admit(account.Id, ct))
        {
            return StepUpErrors.TooManyTries;
        }

        var purpose = PhoneTokens.PurposeOf(person.Phone!);
        var code = command.Code.Replace(" ", "", StringComparison.Ordinal);
        var right = await users.VerifyUserTokenAsync(account, PhoneTokens.Provider, purpose, code);
        await work.Begin(ct);
        if (!right)
        {
            return PhoneErrors.CodeWrong;
        }

        await lockouts.Forgive(account.Id, ct);
        person.ProvePhone();
        return Done.Value;
    }
}

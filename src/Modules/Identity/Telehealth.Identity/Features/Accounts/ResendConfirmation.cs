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
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Accounts;

internal sealed class ResendConfirmationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/accounts/confirm/resend",
                async (
                    ResendConfirmationBody body,
                    ISender sender,
                    Attempts attempts,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    attempts.Refuse(http, AttemptKind.Mail, body.Email)
                    ?? (await sender.Send(new ResendConfirmation(body.Email), ct, http.IdempotencyKey())).ToHttp(_ =>
                        MailSentAnswer.Accepted()
                    )
            )
            .AllowAnonymous()
            .WithName("ResendConfirmation")
            .WithSummary("Mails the confirmation link again. Answers alike whether or not the address is known.")
            .WithTags("Identity")
            .Answers<MailSentAnswer>(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests);
}

/// <summary>Who waits for the mail.</summary>
/// <param name="Email">The address of the sign-up.</param>
public sealed record ResendConfirmationBody(string Email);

[Anonymous]
internal sealed record ResendConfirmation(string Email) : ICommand<Done>;

internal sealed class ResendConfirmationValidator : AbstractValidator<ResendConfirmation>
{
    public ResendConfirmationValidator() => RuleFor(x => x.Email).IsEmail();
}

internal sealed class ResendConfirmationHandler(IdentityDbContext db, UserManager<Account> users, IWork work)
    : ICommandHandler<ResendConfirmation, Done>
{
    public async Task<Result<Done>> Handle(ResendConfirmation command, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(PersonTexts.Email(command.Email));
        var account = await db
            .Accounts.AsNoTracking()
            .FirstOrDefaultAsync(x => x.NormalizedEmail == normalized && !x.EmailConfirmed, ct);
        await work.Begin(ct);
        if (account is not null)
        {
            work.Publish(new ConfirmationRequestedV1(account.PersonId), $"confirmation:{Ids.New()}", version: 1);
        }

        return Done.Value;
    }
}

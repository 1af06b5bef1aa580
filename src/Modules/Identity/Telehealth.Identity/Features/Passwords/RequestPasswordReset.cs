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
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Passwords;

internal sealed class RequestPasswordResetEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/passwords/forgot",
                async (
                    RequestPasswordResetBody body,
                    ISender sender,
                    Attempts attempts,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    attempts.Refuse(http, AttemptKind.Mail, body.Email)
                    ?? (await sender.Send(new RequestPasswordReset(body.Email), ct, http.IdempotencyKey())).ToHttp(_ =>
                        MailSentAnswer.Accepted()
                    )
            )
            .AllowAnonymous()
            .WithName("RequestPasswordReset")
            .WithSummary("Mails a link to set a new password. Answers alike whether or not the address is known.")
            .WithTags("Identity")
            .Answers<MailSentAnswer>(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests);
}

/// <summary>Whose password is forgotten.</summary>
/// <param name="Email">The address of the account.</param>
public sealed record RequestPasswordResetBody(string Email);

[Anonymous]
internal sealed record RequestPasswordReset(string Email) : ICommand<Done>;

internal sealed class RequestPasswordResetValidator : AbstractValidator<RequestPasswordReset>
{
    public RequestPasswordResetValidator() => RuleFor(x => x.Email).IsEmail();
}

internal sealed class RequestPasswordResetHandler(IdentityDbContext db, UserManager<Account> users, IWork work)
    : ICommandHandler<RequestPasswordReset, Done>
{
    public async Task<Result<Done>> Handle(RequestPasswordReset command, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(PersonTexts.Email(command.Email));
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.NormalizedEmail == normalized, ct);
        await work.Begin(ct);
        if (account is not null)
        {
            work.Publish(new PasswordResetRequestedV1(account.PersonId), $"password:{Ids.New()}", version: 1);
        }

        return Done.Value;
    }
}

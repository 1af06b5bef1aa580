using System.Text.Json.Serialization;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
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

internal sealed class ResetPasswordEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/passwords/reset",
                async (ResetPasswordBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new ResetPassword(body.PersonId, new Secret(body.Token), new Secret(body.Password)),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp(_ => Results.NoContent())
            )
            .AllowAnonymous()
            .WithName("ResetPassword")
            .WithSummary("Sets a new password with the person and token of the mailed link; ends all other sign-ins.")
            .WithTags("Identity")
            .AnswersNothing(StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The two parts of the link's query, and the new password.</summary>
/// <param name="PersonId">person.</param>
/// <param name="Token">token.</param>
/// <param name="Password">At least 10 characters, none of the common ones.</param>
public sealed record ResetPasswordBody(PersonId PersonId, string Token, string Password);

[Anonymous]
internal sealed record ResetPassword(
    PersonId PersonId,
    [property: JsonIgnore] Secret Token,
    [property: JsonIgnore] Secret Password
) : ICommand<Done>;

internal sealed class ResetPasswordValidator : AbstractValidator<ResetPassword>
{
    public ResetPasswordValidator()
    {
        RuleFor(x => x.Token.Value).NotEmpty().MaximumLength(2000).OverridePropertyName("token");
        RuleFor(x => x.Password).IsGoodPassword(_ => "");
    }
}

internal sealed class ResetPasswordHandler(
    IdentityDbContext db,
    UserManager<Account> users,
    AccountLinks links,
    AccessStamps stamps,
    IWork work,
    IClock clock
) : ICommandHandler<ResetPassword, Done>
{
    public async Task<Result<Done>> Handle(ResetPassword command, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account is null || !await links.SetsPassword(account, command.Token.Value))
        {
            return PersonErrors.LinkInvalid;
        }

        if (PasswordRules.Fault(command.Password.Value, account.Email!) is { } fault)
        {
            return Error.Invalid("validation", "password", fault);
        }

        var hash = users.PasswordHasher.HashPassword(account, command.Password.Value);
        var person = await db.People.Include(x => x.Roles).FirstAsync(x => x.Id == command.PersonId, ct);
        stamps.Distrust(person.Id);
        await work.Begin(ct);
        account.SetPassword(hash);
        person.EndAccess();
        if (person.RegisteredAt is null)
        {
            // The link came by mail: it proves the address as well as the other one would have.
            account.Confirm();
            person.Register(clock.GetCurrentInstant());
            work.Publish(new PersonRegisteredV1(person.Id, person.RoleNames), $"person:{person.Id}", person);
        }

        return Done.Value;
    }
}

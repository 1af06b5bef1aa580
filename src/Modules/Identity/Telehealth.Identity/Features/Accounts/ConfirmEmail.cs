using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
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
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Accounts;

internal sealed class ConfirmEmailEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/accounts/confirm",
                async (ConfirmEmailBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new ConfirmEmail(body.PersonId, new Secret(body.Token)),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp(_ => Results.NoContent())
            )
            .AllowAnonymous()
            .WithName("ConfirmEmail")
            .WithSummary("Proves the address with the person and token of the mailed link.")
            .WithTags("Identity")
            .AnswersNothing(StatusCodes.Status422UnprocessableEntity);
}

/// <summary>The two parts of the link's query.</summary>
/// <param name="PersonId">person.</param>
/// <param name="Token">token.</param>
public sealed record ConfirmEmailBody(PersonId PersonId, string Token);

internal sealed class ConfirmEmailValidator : AbstractValidator<ConfirmEmail>
{
    public ConfirmEmailValidator() =>
        RuleFor(x => x.Token.Value)
            .NotEmpty()
            .MaximumLength(2000)
            .OverridePropertyName("token")
            .WithMessage("Please use the whole link of the mail.");
}

internal sealed class ConfirmEmailHandler(
    IdentityDbContext db,
    AccountLinks links,
    AccessStamps stamps,
    IWork work,
    IClock clock
) : ICommandHandler<ConfirmEmail, Done>
{
    public async Task<Result<Done>> Handle(ConfirmEmail command, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account is null || !await links.Confirms(account, command.Token.Value))
        {
            return PersonErrors.LinkInvalid;
        }

        var person = await db.People.Include(x => x.Roles).FirstAsync(x => x.Id == command.PersonId, ct);
        stamps.Distrust(person.Id);
        await work.Begin(ct);
        account.Confirm();
        person.Register(clock.GetCurrentInstant());
        work.Publish(new PersonRegisteredV1(person.Id, person.RoleNames), $"person:{person.Id}", person);
        return Done.Value;
    }
}

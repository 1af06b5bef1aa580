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
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Staff;

internal sealed class SuspendAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/identity/people/{personId}/suspend",
                async (
                    PersonId personId,
                    SuspendAccountBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) => (await sender.Send(new SuspendAccount(personId, body.Reason), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("SuspendAccount")
            .WithSummary("Stops an account: its tokens and cookies count no more, at once.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 422);
        api.MapPost(
                "/identity/people/{personId}/reinstate",
                async (PersonId personId, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReinstateAccount(personId), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("ReinstateAccount")
            .WithSummary("Lets a suspended account sign in again; tokens from before stay dead.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404);
    }
}

/// <summary>Why an account is stopped.</summary>
/// <param name="Reason">For staff; 3 to 500 characters.</param>
public sealed record SuspendAccountBody(string Reason);

[Needs("identity.accounts.suspend")]
internal sealed record SuspendAccount(PersonId PersonId, string Reason) : ICommand<AccessAnswer>;

[Needs("identity.accounts.suspend")]
internal sealed record ReinstateAccount(PersonId PersonId) : ICommand<AccessAnswer>;

internal sealed class SuspendAccountValidator : AbstractValidator<SuspendAccount>
{
    public SuspendAccountValidator() =>
        RuleFor(x => x.Reason).Length(3, 500).WithMessage("Please say why, in 3 to 500 characters.");
}

internal sealed class SuspendAccountHandler(IdentityDbContext db, AccessStamps stamps, IWork work, IClock clock)
    : ICommandHandler<SuspendAccount, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(SuspendAccount command, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        stamps.Distrust(person.Id);
        await work.Begin(ct);
        return person.Suspend(command.Reason, work.Actor, clock.GetCurrentInstant()) is { } refusal
            ? refusal
            : AccessAnswer.Of(person);
    }
}

internal sealed class ReinstateAccountHandler(IdentityDbContext db, AccessStamps stamps, IWork work)
    : ICommandHandler<ReinstateAccount, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(ReinstateAccount command, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        stamps.Distrust(person.Id);
        await work.Begin(ct);
        person.Reinstate();
        return AccessAnswer.Of(person);
    }
}

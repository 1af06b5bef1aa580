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
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Authority;
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
            .WithDescription("Staff are stopped by an administrator only, and never the last administrator.")
            .WithTags("Identity")
            .Answers<AccessAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422);
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

[Needs(IdentityModule.SuspendAccounts)]
internal sealed record SuspendAccount(PersonId PersonId, string Reason) : ICommand<AccessAnswer>;

[Needs(IdentityModule.SuspendAccounts)]
internal sealed record ReinstateAccount(PersonId PersonId) : ICommand<AccessAnswer>;

internal sealed class SuspendAccountValidator : AbstractValidator<SuspendAccount>
{
    public SuspendAccountValidator() =>
        RuleFor(x => x.Reason).Length(3, 500).WithMessage("Please say why, in 3 to 500 characters.");
}

/// <summary>Whom the actor may stop or reinstate.</summary>
internal sealed class SuspensionPolicy(IdentityDbContext db, IWork work)
{
    public async Task<Result<Person>> Find(PersonId id, CancellationToken ct)
    {
        var person = await db.People.Include(x => x.Roles).FirstOrDefaultAsync(x => x.Id == id, ct);
        return person is null ? PersonErrors.Unknown
            : work.Actor.Kind == ActorKind.Person && person.IsStaff && !work.Actor.Has(Roles.PlatformAdmin)
                ? AuthorityErrors.StaffByAdministrator
            : person;
    }

    /// <summary>Whose role has to stand when the turn comes.</summary>
    public static IReadOnlyList<string> RolesFor(Person person) =>
        person.IsStaff ? [Roles.PlatformAdmin] : RoleRules.Suspend;
}

internal sealed class SuspendAccountHandler(
    SuspensionPolicy policy,
    AuthorityControl authority,
    IWork work,
    IClock clock
) : ICommandHandler<SuspendAccount, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(SuspendAccount command, CancellationToken ct)
    {
        var seen = await Find(command, ct);
        if (seen.Error is { } refusal)
        {
            return refusal;
        }

        if (
            await authority.Audit(ct, new AuditLine("account.suspended", $"person:{command.PersonId}")) is { } unwritten
        )
        {
            return unwritten;
        }

        if (await authority.Begin(command.PersonId, ct, SuspensionPolicy.RolesFor(seen.Value)) is { } lost)
        {
            return lost;
        }

        var found = await Find(command, ct);
        if (found.Error is { } late)
        {
            return late;
        }

        found.Value.Suspend(command.Reason, clock.GetCurrentInstant());
        authority.Note(AuthorityChange.Suspended, command.PersonId, detail: command.Reason);
        return AccessAnswer.Of(found.Value);
    }

    private async Task<Result<Person>> Find(SuspendAccount command, CancellationToken ct)
    {
        var found = await policy.Find(command.PersonId, ct);
        return found.Error is { } refusal ? refusal
            : work.Actor.Is(command.PersonId) ? PersonErrors.OwnAccount
            : await authority.IsLastAdministrator(found.Value, ct) ? AuthorityErrors.LastAdministrator
            : found;
    }
}

internal sealed class ReinstateAccountHandler(SuspensionPolicy policy, AuthorityControl authority)
    : ICommandHandler<ReinstateAccount, AccessAnswer>
{
    public async Task<Result<AccessAnswer>> Handle(ReinstateAccount command, CancellationToken ct)
    {
        var seen = await policy.Find(command.PersonId, ct);
        if (seen.Error is not null || seen.Value.SuspendedAt is null)
        {
            return seen.Map(AccessAnswer.Of);
        }

        if (
            await authority.Audit(ct, new AuditLine("account.reinstated", $"person:{command.PersonId}")) is
            { } unwritten
        )
        {
            return unwritten;
        }

        if (await authority.Begin(command.PersonId, ct, SuspensionPolicy.RolesFor(seen.Value)) is { } lost)
        {
            return lost;
        }

        var found = await policy.Find(command.PersonId, ct);
        if (found.Error is { } late)
        {
            return late;
        }

        found.Value.Reinstate();
        authority.Note(AuthorityChange.Reinstated, command.PersonId);
        return AccessAnswer.Of(found.Value);
    }
}

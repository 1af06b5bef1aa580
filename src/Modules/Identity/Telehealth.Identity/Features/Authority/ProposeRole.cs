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
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Authority;

internal sealed class ProposeRoleEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/identity/role-proposals",
                async (ProposeRoleBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new ProposeRole(body.PersonId, body.Role, body.Reason),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp(x => Results.Created($"/api/v1/identity/role-proposals/{x.Id}", x))
            )
            .WithName("ProposeRole")
            .WithSummary("Proposes a role that takes two administrators; another one approves or declines it.")
            .WithTags("Identity")
            .Answers<RoleProposalAnswer>(StatusCodes.Status201Created, 403, 404, 409, 422);
}

/// <summary>A role for somebody, and why.</summary>
/// <param name="PersonId">Who is to have it.</param>
/// <param name="Role">The role, such as finance.</param>
/// <param name="Reason">For the other administrators; 3 to 500 characters.</param>
public sealed record ProposeRoleBody(PersonId PersonId, string Role, string Reason);

/// <summary>A role that waits for a second administrator, or waited.</summary>
/// <param name="Id">The proposal.</param>
/// <param name="PersonId">Who is to have the role.</param>
/// <param name="Role">The role.</param>
/// <param name="Reason">Why.</param>
/// <param name="ProposedBy">The administrator who proposed it.</param>
/// <param name="ProposedAt">When.</param>
/// <param name="State">open, approved, declined or withdrawn.</param>
/// <param name="DecidedBy">Who decided, or null.</param>
/// <param name="DecidedAt">When, or null.</param>
public sealed record RoleProposalAnswer(
    Guid Id,
    PersonId PersonId,
    string Role,
    string Reason,
    PersonId ProposedBy,
    Instant ProposedAt,
    ProposalState State,
    PersonId? DecidedBy,
    Instant? DecidedAt
)
{
    internal static RoleProposalAnswer Of(RoleProposal x) =>
        new(x.Id, x.PersonId, x.Role, x.Reason, x.ProposedBy, x.ProposedAt, x.State, x.DecidedBy, x.DecidedAt);
}

[Needs(IdentityModule.ManageRoles)]
internal sealed record ProposeRole(PersonId PersonId, string Role, string Reason) : ICommand<RoleProposalAnswer>;

internal sealed class ProposeRoleValidator : AbstractValidator<ProposeRole>
{
    public ProposeRoleValidator() =>
        RuleFor(x => x.Reason)
            .Length(3, RoleProposal.MostReason)
            .WithMessage("Please say why, in 3 to 500 characters.");
}

internal sealed class ProposeRoleHandler(IdentityDbContext db, AuthorityControl authority, IWork work, IClock clock)
    : ICommandHandler<ProposeRole, RoleProposalAnswer>
{
    public async Task<Result<RoleProposalAnswer>> Handle(ProposeRole command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } by)
        {
            return PersonErrors.Unknown;
        }

        if (await Refusal(command, ct) is { } refusal)
        {
            return refusal;
        }

        var line = new AuditLine($"role.proposed.{command.Role}", $"person:{command.PersonId}");
        if (await authority.Audit(ct, line) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(null, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        if (await Refusal(command, ct) is { } late)
        {
            return late;
        }

        var proposal = new RoleProposal(
            work.DerivedId("proposal"),
            command.PersonId,
            command.Role,
            command.Reason,
            by,
            clock.GetCurrentInstant()
        );
        db.Proposals.Add(proposal);
        authority.Note(AuthorityChange.RoleProposed, command.PersonId, command.Role);
        return RoleProposalAnswer.Of(proposal);
    }

    private async Task<Error?> Refusal(ProposeRole command, CancellationToken ct)
    {
        if (!Roles.All.Contains(command.Role))
        {
            return PersonErrors.RoleUnknown;
        }

        if (!RoleRules.NeedsSecond(command.Role))
        {
            return AuthorityErrors.NoSecondNeeded;
        }

        var person = await db
            .People.AsNoTracking()
            .Include(x => x.Roles)
            .FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        return work.Actor.Is(person.Id) ? AuthorityErrors.OwnRoles
            : person.RegisteredAt is null ? AuthorityErrors.AddressUnproven
            : person.Holds(command.Role) ? AuthorityErrors.AlreadyHeld
            : RoleRules.Clash([.. person.RoleNames, command.Role]) ? AuthorityErrors.RolesClash
            : await IsOpen(command, ct) ? AuthorityErrors.AlreadyProposed
            : null;
    }

    private Task<bool> IsOpen(ProposeRole command, CancellationToken ct) =>
        db.Proposals.AnyAsync(
            x => x.PersonId == command.PersonId && x.Role == command.Role && x.State == ProposalState.Open,
            ct
        );
}

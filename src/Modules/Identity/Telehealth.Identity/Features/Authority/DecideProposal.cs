using System.Text.Json.Serialization;
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

internal sealed class DecideProposalEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/identity/role-proposals/{id:guid}/approve",
                async (Guid id, ApproveProposalBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(new ApproveProposal(id, new Secret(body.Code)), ct, http.IdempotencyKey())
                    ).ToHttp()
            )
            .WithName("ApproveRoleProposal")
            .WithSummary("Gives a proposed role, as the second administrator; tokens with the old roles stop at once.")
            .WithDescription(
                "Neither whoever proposed it nor whom it is about may approve, nor anybody who was brought in by the "
                    + "same administrator as whoever proposed it. The code of the authenticator is asked for anew."
            )
            .WithTags("Identity")
            .Answers<RoleProposalAnswer>(StatusCodes.Status200OK, 403, 404, 409, 422);
        api.MapPost(
                "/identity/role-proposals/{id:guid}/decline",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new DeclineProposal(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("DeclineRoleProposal")
            .WithSummary("Says no to a proposed role; whoever proposed it takes it back this way.")
            .WithTags("Identity")
            .Answers<RoleProposalAnswer>(StatusCodes.Status200OK, 403, 404, 409);
    }
}

/// <summary>The second administrator's yes.</summary>
/// <param name="Code">A fresh code of the authenticator: six digits.</param>
public sealed record ApproveProposalBody(string Code);

[Needs(IdentityModule.ManageRoles)]
internal sealed record ApproveProposal(Guid Id, [property: JsonIgnore] Secret Code) : ICommand<RoleProposalAnswer>;

[Needs(IdentityModule.ManageRoles)]
internal sealed record DeclineProposal(Guid Id) : ICommand<RoleProposalAnswer>;

internal sealed class ApproveProposalValidator : AbstractValidator<ApproveProposal>
{
    public ApproveProposalValidator() =>
        RuleFor(x => x.Code)
            .Must(x => x.Value is { Length: 6 } digits && digits.All(char.IsAsciiDigit))
            .WithMessage("Type the six digits your authenticator shows now.");
}

internal sealed class ApproveProposalHandler(
    IdentityDbContext db,
    AuthorityControl authority,
    ISender sender,
    IWork work,
    IClock clock
) : ICommandHandler<ApproveProposal, RoleProposalAnswer>
{
    public async Task<Result<RoleProposalAnswer>> Handle(ApproveProposal command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } by)
        {
            return AuthorityErrors.ProposalUnknown;
        }

        var seen = await Find(command.Id, by, ct);
        if (seen.Error is { } refusal)
        {
            return refusal;
        }

        // Stored under a key of this call: when the database makes us run again, the same code still counts.
        if ((await sender.Send(new CheckStepUp(by, command.Code), ct, work.StepKey("step-up"))).Error is { } wrong)
        {
            return wrong;
        }

        var (asked, whose) = (seen.Value.Proposal.Role, seen.Value.Person.Id);
        if (await authority.Audit(ct, new AuditLine($"role.granted.{asked}", $"person:{whose}")) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(whose, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        var found = await Find(command.Id, by, ct);
        if (found.Error is { } late)
        {
            return late;
        }

        var ((proposal, person), now) = (found.Value, clock.GetCurrentInstant());
        var lineage = await authority.LineageOf(proposal.ProposedBy, ct);
        var granter = new GrantedBy(Actor.OfPerson(proposal.ProposedBy).Key, lineage, work.Actor.Key);
        person.Grant(proposal.Role, granter, now);
        proposal.Approve(by, now);
        authority.Note(AuthorityChange.RoleGranted, person.Id, proposal.Role);
        return RoleProposalAnswer.Of(proposal);
    }

    private async Task<Result<Asked>> Find(Guid id, PersonId by, CancellationToken ct)
    {
        var proposal = await db.Proposals.FirstOrDefaultAsync(x => x.Id == id, ct);
        if (proposal is null)
        {
            return AuthorityErrors.ProposalUnknown;
        }

        if (proposal.RefusalOf(by) is { } refusal)
        {
            return refusal;
        }

        if (await authority.LineageOf(by, ct) == await authority.LineageOf(proposal.ProposedBy, ct))
        {
            return AuthorityErrors.SameLineage;
        }

        if (!await authority.Acts(proposal.ProposedBy, [Roles.PlatformAdmin], ct))
        {
            return AuthorityErrors.ProposerLeft;
        }

        var person = await db.People.Include(x => x.Roles).FirstAsync(x => x.Id == proposal.PersonId, ct);
        return person.RegisteredAt is null ? AuthorityErrors.AddressUnproven
            : RoleRules.Clash([.. person.RoleNames, proposal.Role]) ? AuthorityErrors.RolesClash
            : new Asked(proposal, person);
    }

    private sealed record Asked(RoleProposal Proposal, Person Person);
}

internal sealed class DeclineProposalHandler(IdentityDbContext db, AuthorityControl authority, IWork work, IClock clock)
    : ICommandHandler<DeclineProposal, RoleProposalAnswer>
{
    public async Task<Result<RoleProposalAnswer>> Handle(DeclineProposal command, CancellationToken ct)
    {
        var seen = await db.Proposals.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (seen is null || work.Actor.Person is not { } by)
        {
            return AuthorityErrors.ProposalUnknown;
        }

        if (seen.State != ProposalState.Open)
        {
            return AuthorityErrors.ProposalDecided;
        }

        var line = new AuditLine($"role.declined.{seen.Role}", $"person:{seen.PersonId}");
        if (await authority.Audit(ct, line) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(null, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        var proposal = await db.Proposals.FirstAsync(x => x.Id == command.Id, ct);
        if (proposal.State != ProposalState.Open)
        {
            return AuthorityErrors.ProposalDecided;
        }

        proposal.Decline(by, clock.GetCurrentInstant());
        authority.Note(AuthorityChange.ProposalDeclined, proposal.PersonId, proposal.Role);
        return RoleProposalAnswer.Of(proposal);
    }
}

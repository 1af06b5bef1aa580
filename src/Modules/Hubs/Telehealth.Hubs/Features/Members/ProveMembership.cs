using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Allotments;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

internal sealed class ProveMembershipEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/memberships/{claimId}/prove",
                async (Guid claimId, CodeBody body, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ProveMembership(claimId, body.Code), ct)).ToHttp()
            )
            .WithName("ProveMembership")
            .WithSummary("Joins the hub by the code from your work address; your first credits come with it")
            .WithTags("Hubs: members")
            .Answers<JoinedAsMember>(StatusCodes.Status200OK, 404, 409, 422);
}

/// <summary>The code from the mail.</summary>
/// <param name="Code">Six digits.</param>
public sealed record CodeBody(string Code);

/// <summary>A hub you belong to.</summary>
/// <param name="HubId">The hub.</param>
public sealed record JoinedAsMember(HubId HubId);

internal sealed record ProveMembership(Guid ClaimId, string Code) : ICommand<JoinedAsMember>;

internal sealed class ProveMembershipValidator : AbstractValidator<ProveMembership>
{
    public ProveMembershipValidator() =>
        RuleFor(x => x.Code).NotNull().Matches("^ *([0-9] *){6}$").WithMessage("Six digits, as in the mail.");
}

/// <summary>A try commits whatever its outcome, so that no try is free.</summary>
internal sealed class ProveMembershipHandler(ISender sender) : ICommandHandler<ProveMembership, JoinedAsMember>
{
    public async Task<Result<JoinedAsMember>> Handle(ProveMembership command, CancellationToken ct)
    {
        var code = command.Code.Replace(" ", "", StringComparison.Ordinal);
        var tried = await sender.Send(new TryCode(command.ClaimId, code), ct);
        if (tried.Error is { } error)
        {
            return error;
        }

        if (tried.Value.Order is not { } order)
        {
            return HubErrors.CodeWrong;
        }

        // At once, so that the member can book; if this fails the job gives them a moment later.
        _ = await sender.Send(new CarryOutAllotment(order), ct);
        return new JoinedAsMember(tried.Value.HubId);
    }
}

[InternalRequest]
internal sealed record TryCode(Guid ClaimId, string Code) : ICommand<TriedCode>;

/// <summary>What became of a try.</summary>
/// <param name="HubId">The hub.</param>
/// <param name="Order">The first credits, when the code was right.</param>
internal sealed record TriedCode(HubId HubId, Guid? Order);

internal sealed class TryCodeHandler(HubsDbContext db, IWork work, IClock clock) : ICommandHandler<TryCode, TriedCode>
{
    public async Task<Result<TriedCode>> Handle(TryCode command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        var id = command.ClaimId;
        var claim = await db.Claims.AsNoTracking().FirstOrDefaultAsync(x => x.Id == id, ct);
        if (claim is null || !work.Actor.Is(claim.PersonId))
        {
            return HubErrors.ClaimNotFound;
        }

        var hub = await db.Hubs.AsNoTracking().SingleAsync(x => x.Id == claim.HubId, ct);
        await work.Begin(ct);
        var counted = await db
            .Claims.Where(x => x.Id == id && x.State == ClaimState.Open && x.ExpiresAt > now)
            .Where(x => x.Tries < MembershipClaim.MostTries)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.Tries, x => x.Tries + 1), ct);
        if (counted == 0)
        {
            return HubErrors.CodeSpent;
        }

        var hash = GetMembershipCodeHandler.HashOf(id, command.Code);
        var proven = await db
            .Claims.Where(x => x.Id == id && x.State == ClaimState.Open && x.CodeHash == hash)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, ClaimState.Proven), ct);
        return proven == 0 ? new TriedCode(hub.Id, null) : await Admit(claim, hub, now, ct);
    }

    private async Task<Result<TriedCode>> Admit(
        MembershipClaim claim,
        WellbeingHub hub,
        Instant now,
        CancellationToken ct
    )
    {
        var member = new HubMember(
            Ids.Derive("hubs", "member", claim.Id.ToString()),
            hub.Id,
            claim.PersonId,
            claim.WorkEmail,
            hub.Credits.PeriodMonths,
            now
        );
        var order = Allotment.OfPeriod(member, period: 0, hub.Credits, from: now, now);
        db.Members.Add(member);
        db.Allotments.Add(order);
        try
        {
            await work.Flush(ct);
            return new TriedCode(hub.Id, order.Id);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return HubErrors.AddressInUse;
        }
    }
}

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
using Telehealth.Hubs.Contracts;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

internal sealed class ClaimMembershipEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/memberships",
                async (MembershipBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(new ClaimMembership(body.WorkEmail, body.HubId), ct, http.IdempotencyKey())
                    ).ToHttp(x => Results.Json(x, statusCode: StatusCodes.Status202Accepted))
            )
            .WithName("ClaimMembership")
            .WithSummary("Asks for a code at your work address, to join your employer's hub")
            .WithTags("Hubs: members")
            .Answers<ClaimAnswer>(StatusCodes.Status202Accepted, 403, 422);
}

/// <summary>Where you work.</summary>
/// <param name="WorkEmail">The address your employer gave you.</param>
/// <param name="HubId">Which hub, when your employer has several.</param>
public sealed record MembershipBody(string WorkEmail, HubId? HubId = null);

/// <summary>A claim that waits for its code.</summary>
/// <param name="ClaimId">Send the code to this claim.</param>
/// <param name="HubId">The hub.</param>
/// <param name="Hub">Its name.</param>
/// <param name="ExpiresAt">Until when the code works.</param>
public sealed record ClaimAnswer(Guid ClaimId, HubId HubId, string Hub, Instant ExpiresAt);

internal sealed record ClaimMembership(string WorkEmail, HubId? HubId) : ICommand<ClaimAnswer>;

internal sealed class ClaimMembershipValidator : AbstractValidator<ClaimMembership>
{
    public ClaimMembershipValidator() =>
        RuleFor(x => x.WorkEmail).Must(WorkAddress.IsAddress).WithMessage("Please write your whole work address.");
}

/// <summary>
/// Who owns the address is proven by a code mailed to it. The answer is the same whether or not the address joined
/// before; only somebody who reads its mail learns that.
/// </summary>
internal sealed class ClaimMembershipHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<ClaimMembership, ClaimAnswer>
{
    private static readonly Error OnlyPeople = Error.Forbidden("hubs.only-people", "Only a person can join a hub.");

    public async Task<Result<ClaimAnswer>> Handle(ClaimMembership command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person)
        {
            return OnlyPeople;
        }

        var chosen = await Choose(command, ct);
        if (chosen.Error is { } refusal)
        {
            return refusal;
        }

        var (hub, now) = (chosen.Value, clock.GetCurrentInstant());
        await work.Begin(ct);
        var since = now - Duration.FromDays(1);
        // Nobody floods a colleague's mailbox.
        if (
            await db.Claims.CountAsync(x => x.PersonId == person && x.CreatedAt > since, ct)
            >= MembershipClaim.MostPerDay
        )
        {
            return HubErrors.TooManyClaims;
        }

        var (address, day) = (WorkAddress.Normal(command.WorkEmail), now.InUtc().Date);
        var mailed = await db.Claims.CountAsync(x => x.WorkEmail == address && x.Day == day, ct);
        if (mailed >= MembershipClaim.MostPerAddressAndDay)
        {
            return HubErrors.TooManyMails;
        }

        var claim = new MembershipClaim
        {
            Id = work.DerivedId("claim"),
            HubId = hub.Id,
            PersonId = person,
            WorkEmail = address,
            Day = day,
            NumberOfDay = mailed + 1,
            CreatedAt = now,
            ExpiresAt = now + MembershipClaim.Lifetime,
        };
        db.Claims.Add(claim);
        work.Publish(new MembershipCodeRequestedV1(claim.Id, person), $"claim:{claim.Id}", version: 1);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // Several asked for the same address at the same moment; one mail is on its way.
            return HubErrors.TooManyMails;
        }

        return new ClaimAnswer(claim.Id, hub.Id, hub.Name, claim.ExpiresAt);
    }

    private async Task<Result<WellbeingHub>> Choose(ClaimMembership command, CancellationToken ct)
    {
        var domain = WorkAddress.DomainOf(WorkAddress.Normal(command.WorkEmail));
        var hubs = await db
            .Hubs.AsNoTracking()
            .Where(x => x.State == HubState.Live)
            .Where(x => db.Domains.Any(y => y.HubId == x.Id && y.Domain == domain))
            .OrderBy(x => x.Sequence)
            .ToListAsync(ct);
        var hub = command.HubId is { } wanted ? hubs.Find(x => x.Id == wanted) : hubs.FirstOrDefault();
        return hub is null ? HubErrors.NoHubForAddress
            : command.HubId is null && hubs.Count > 1 ? HubErrors.Ask(hubs.Select(x => (x.Id, x.Name)))
            : hub;
    }
}

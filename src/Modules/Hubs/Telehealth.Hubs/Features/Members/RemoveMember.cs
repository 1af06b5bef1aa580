using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Members;

internal sealed class RemoveMemberEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapDelete(
                "/hubs/{hubId}/members/{memberId}",
                async (HubId hubId, Guid memberId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new RemoveMember(hubId, memberId), ct)).ToHttp(_ => Results.NoContent())
            )
            .WithName("RemoveHubMember")
            .WithSummary("Ends a membership. The answer is the same whatever was booked.")
            .WithTags("Hubs: employers")
            .AnswersNothing(403, 404);
}

[Needs(HubsModule.AdministerHub)]
internal sealed record RemoveMember(HubId HubId, Guid MemberId) : ICommand<Done>;

/// <summary>Sessions booked before stand; what is neither used nor reserved goes back.</summary>
internal sealed class RemoveMemberHandler(HubsDbContext db, HubDoor door, IWork work, IClock clock)
    : ICommandHandler<RemoveMember, Done>
{
    public async Task<Result<Done>> Handle(RemoveMember command, CancellationToken ct)
    {
        if (await door.OfAdmin(command.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var member = await db
            .Members.AsNoTracking()
            .FirstOrDefaultAsync(x => x.Id == command.MemberId && x.HubId == hub.Id, ct);
        if (member is null || member.State == MemberState.Removed)
        {
            return HubErrors.MemberNotFound;
        }

        await work.Begin(ct);
        var removed = await db
            .Members.Where(x => x.Id == member.Id && x.State == MemberState.Active && x.Period == member.Period)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.State, MemberState.Removed), ct);
        if (removed == 0)
        {
            throw new DbUpdateConcurrencyException("The member changed; look again.");
        }

        db.Allotments.Add(Allotment.OfLeaving(member, clock.GetCurrentInstant()));
        return Done.Value;
    }
}

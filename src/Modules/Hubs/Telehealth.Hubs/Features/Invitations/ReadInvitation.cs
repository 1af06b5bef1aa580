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

namespace Telehealth.Hubs.Features.Invitations;

internal sealed class ReadInvitationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/invitations/{token}",
                async (string token, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new ReadInvitation(token), ct)).ToHttp()
            )
            .WithName("ReadHubInvitation")
            .WithSummary("What an invitation offers, before you accept it")
            .WithTags("Hubs: providers")
            .Answers<InvitationOffer>(StatusCodes.Status200OK, 404);
}

/// <summary>What a hub offers a provider.</summary>
/// <param name="HubId">The hub.</param>
/// <param name="Hub">Its name.</param>
/// <param name="Employer">Where its members work.</param>
/// <param name="TermsVersion">Accept with this version.</param>
/// <param name="Session">What a session is.</param>
/// <param name="YourShare">What you earn of a held session.</param>
/// <param name="ExpiresAt">Until when you can accept.</param>
/// <param name="Accepted">True when you accepted it already.</param>
public sealed record InvitationOffer(
    HubId HubId,
    string Hub,
    string Employer,
    int TermsVersion,
    HubSessionBody Session,
    Money YourShare,
    Instant ExpiresAt,
    bool Accepted
);

internal sealed record ReadInvitation(string Token) : IQuery<InvitationOffer>;

internal sealed class ReadInvitationHandler(HubsDbContext db, IWork work, IClock clock)
    : IQueryHandler<ReadInvitation, InvitationOffer>
{
    public async Task<Result<InvitationOffer>> Handle(ReadInvitation query, CancellationToken ct)
    {
        if (await InvitationByToken.Find(db, query.Token, ct) is not var (invitation, hub))
        {
            return HubErrors.InvitationInvalid;
        }

        var mine = work.Actor.Person is { } person && invitation.AcceptedBy == ProviderId.Of(person);
        if (!mine && !invitation.IsOpen(clock.GetCurrentInstant()))
        {
            return HubErrors.InvitationInvalid;
        }

        var employer = await db.Employers.AsNoTracking().SingleAsync(x => x.Id == hub.EmployerId, ct);
        return new InvitationOffer(
            hub.Id,
            hub.Name,
            employer.Name,
            hub.TermsVersion,
            HubSessionBody.Of(hub.Terms),
            hub.Terms.Price - hub.Terms.Price.Share(hub.Terms.PlatformShareBasisPoints),
            invitation.ExpiresAt,
            mine
        );
    }
}

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
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Invitations;

internal sealed class AcceptInvitationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/invitations/accept",
                async (AcceptInvitationBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new AcceptInvitation(body.Token, body.TermsVersion),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("AcceptHubInvitation")
            .WithSummary("Joins a hub as a provider, by the link of the invitation and under the terms you read")
            .WithTags("Hubs: providers")
            .Answers<JoinedHub>(StatusCodes.Status200OK, 403, 404, 409);
}

/// <summary>What a provider accepts.</summary>
/// <param name="Token">Of the link in the mail.</param>
/// <param name="TermsVersion">The version of the terms you read.</param>
public sealed record AcceptInvitationBody(string Token, int TermsVersion);

/// <summary>A hub a provider is in.</summary>
/// <param name="HubId">The hub.</param>
/// <param name="Name">Its name.</param>
/// <param name="Channel">The channel to open time on in your calendar.</param>
/// <param name="TermsVersion">The version of the terms you accepted.</param>
public sealed record JoinedHub(HubId HubId, string Name, string Channel, int TermsVersion);

internal sealed record AcceptInvitation(string Token, int TermsVersion) : ICommand<JoinedHub>;

/// <summary>
/// Uses the link up; then the calendar may open time on the hub's channel. Again by the same person: the same.
/// </summary>
internal sealed class AcceptInvitationHandler(IWork work, ISender sender) : ICommandHandler<AcceptInvitation, JoinedHub>
{
    public async Task<Result<JoinedHub>> Handle(AcceptInvitation command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } person || !work.Actor.Has(Roles.Provider))
        {
            return HubErrors.NotAProvider;
        }

        var joined = await sender.Send(
            new UseInvitation(ProviderId.Of(person), command.Token, command.TermsVersion),
            ct,
            work.StepKey("use")
        );
        if (joined.Error is not null)
        {
            return joined;
        }

        var access = new SetChannelAccess(ProviderId.Of(person), joined.Value.Channel, Open: true);
        var opened = await sender.Send(access, ct, work.StepKey("open"));
        return opened.Error is { } error ? error : joined.Value;
    }
}

[InternalRequest]
internal sealed record UseInvitation(ProviderId ProviderId, string Token, int TermsVersion) : ICommand<JoinedHub>;

internal sealed class UseInvitationHandler(HubsDbContext db, IWork work, IClock clock)
    : ICommandHandler<UseInvitation, JoinedHub>
{
    public async Task<Result<JoinedHub>> Handle(UseInvitation command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        if (await InvitationByToken.Find(db, command.Token, ct) is not var (invitation, hub))
        {
            return HubErrors.InvitationInvalid;
        }

        var joined = new JoinedHub(hub.Id, hub.Name, hub.Channel, hub.TermsVersion);
        if (invitation.AcceptedBy == command.ProviderId)
        {
            return joined;
        }

        if (!invitation.IsOpen(now))
        {
            return HubErrors.InvitationInvalid;
        }

        if (command.TermsVersion != hub.TermsVersion)
        {
            return HubErrors.TermsChanged;
        }

        await work.Begin(ct);
        var used = await db
            .Invitations.Where(x => x.Id == invitation.Id && x.State == InvitationState.Sent && x.ExpiresAt > now)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, InvitationState.Accepted)
                        .SetProperty(x => x.AcceptedBy, command.ProviderId),
                ct
            );
        if (used == 0)
        {
            throw InvitationRow.SomebodyWasFaster();
        }

        db.HubProviders.Add(
            new HubProvider
            {
                HubId = hub.Id,
                ProviderId = command.ProviderId,
                InvitationId = invitation.Id,
                TermsVersion = command.TermsVersion,
                Since = now,
            }
        );
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            // Invited under two addresses: in already.
            return HubErrors.AlreadyIn;
        }

        return joined;
    }
}

/// <summary>What a link of a mail leads to.</summary>
internal static class InvitationByToken
{
    public static async Task<(HubInvitation Invitation, WellbeingHub Hub)?> Find(
        HubsDbContext db,
        string token,
        CancellationToken ct
    )
    {
        if (!LinkSecrets.IsToken(token))
        {
            return null;
        }

        var hash = LinkSecrets.Hash(token);
        var invitation = await db
            .Invitations.AsNoTracking()
            .FirstOrDefaultAsync(x => db.InvitationTokens.Any(y => y.Hash == hash && y.InvitationId == x.Id), ct);
        return invitation is null
            ? null
            : (invitation, await db.Hubs.AsNoTracking().SingleAsync(x => x.Id == invitation.HubId, ct));
    }
}

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
using Telehealth.Hubs.Features.Hubs;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Invitations;

internal sealed class InviteProviderEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/hubs/{hubId}/invitations",
                async (HubId hubId, InviteBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new InviteProvider(hubId, body.Email), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("InviteProvider")
            .WithSummary("Mails a provider an invitation to a hub; again, when the last one ran out")
            .WithTags("Hubs: providers")
            .Answers<InvitationAnswer>(StatusCodes.Status200OK, 403, 404, 409);
        api.MapPost(
                "/hubs/{hubId}/nominations",
                async (HubId hubId, InviteBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new NominateProvider(hubId, body.Email), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("NominateProvider")
            .WithSummary("Suggests a provider to the programme manager, who invites")
            .WithTags("Hubs: providers")
            .Answers<InvitationAnswer>(StatusCodes.Status200OK, 403, 404);
    }
}

/// <summary>Which provider.</summary>
/// <param name="Email">Where to write to.</param>
public sealed record InviteBody(string Email);

/// <summary>A provider's way into a hub.</summary>
/// <param name="Id">The invitation.</param>
/// <param name="State">nominated, sent or accepted.</param>
/// <param name="ExpiresAt">Until when it can be accepted.</param>
public sealed record InvitationAnswer(Guid Id, InvitationState State, Instant ExpiresAt);

[Needs(HubsModule.ManageHubs)]
internal sealed record InviteProvider(HubId HubId, string Email) : ICommand<InvitationAnswer>;

[Needs(HubsModule.AdministerHub)]
internal sealed record NominateProvider(HubId HubId, string Email) : ICommand<InvitationAnswer>;

internal sealed class InviteProviderValidator : AbstractValidator<InviteProvider>
{
    public InviteProviderValidator() =>
        RuleFor(x => x.Email).Must(WorkAddress.IsAddress).WithMessage("Please write a whole address.");
}

internal sealed class NominateProviderValidator : AbstractValidator<NominateProvider>
{
    public NominateProviderValidator() =>
        RuleFor(x => x.Email).Must(WorkAddress.IsAddress).WithMessage("Please write a whole address.");
}

internal sealed class InviteProviderHandler(HubsDbContext db, HubDoor door, IWork work, IClock clock)
    : ICommandHandler<InviteProvider, InvitationAnswer>
{
    public async Task<Result<InvitationAnswer>> Handle(InviteProvider command, CancellationToken ct)
    {
        if (await door.OfStaff(command.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var (email, now) = (WorkAddress.Normal(command.Email), clock.GetCurrentInstant());
        await work.Begin(ct);
        var known = await InvitationRow.Find(db, hub.Id, email, ct);
        if (known?.State == InvitationState.Accepted)
        {
            return HubErrors.AlreadyIn;
        }

        if (known is null)
        {
            known = new HubInvitation(work.DerivedId("invitation"), hub.Id, email, InvitationState.Sent, now);
            db.Invitations.Add(known);
            await InvitationRow.FlushNew(work, ct);
        }

        var mails = known.Mails + 1;
        var expiresAt = now + HubInvitation.Lifetime;
        var sent = await db
            .Invitations.Where(x => x.Id == known.Id && x.Mails == known.Mails && x.State != InvitationState.Accepted)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(x => x.State, InvitationState.Sent)
                        .SetProperty(x => x.Mails, mails)
                        .SetProperty(x => x.ExpiresAt, expiresAt),
                ct
            );
        if (sent == 0)
        {
            throw InvitationRow.SomebodyWasFaster();
        }

        work.Publish(new ProviderInvitedV1(known.Id, hub.Id), $"invitation:{known.Id}", mails);
        return new InvitationAnswer(known.Id, InvitationState.Sent, expiresAt);
    }
}

internal sealed class NominateProviderHandler(HubsDbContext db, HubDoor door, IWork work, IClock clock)
    : ICommandHandler<NominateProvider, InvitationAnswer>
{
    public async Task<Result<InvitationAnswer>> Handle(NominateProvider command, CancellationToken ct)
    {
        if (await door.OfAdmin(command.HubId, ct) is not { } hub)
        {
            return HubErrors.NotFound;
        }

        var email = WorkAddress.Normal(command.Email);
        await work.Begin(ct);
        var row = await InvitationRow.Find(db, hub.Id, email, ct);
        if (row is null)
        {
            var id = work.DerivedId("invitation");
            row = new HubInvitation(id, hub.Id, email, InvitationState.Nominated, clock.GetCurrentInstant());
            db.Invitations.Add(row);
            await InvitationRow.FlushNew(work, ct);
        }

        return new InvitationAnswer(row.Id, row.State, row.ExpiresAt);
    }
}

/// <summary>One row per hub and address.</summary>
internal static class InvitationRow
{
    public static Task<HubInvitation?> Find(HubsDbContext db, HubId hub, string email, CancellationToken ct) =>
        db.Invitations.AsNoTracking().FirstOrDefaultAsync(x => x.HubId == hub && x.Email == email, ct);

    public static async Task FlushNew(IWork work, CancellationToken ct)
    {
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw SomebodyWasFaster(e);
        }
    }

    public static DbUpdateConcurrencyException SomebodyWasFaster(Exception? inner = null) =>
        new("The invitation changed; look again.", inner);
}

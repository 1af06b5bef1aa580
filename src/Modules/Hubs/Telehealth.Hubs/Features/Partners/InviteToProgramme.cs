using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class InviteToProgrammeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/programmes/{id}/providers",
                async (
                    ProgrammeId id,
                    InviteProviderBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) => (await sender.Send(new InviteToProgramme(id, body.ProviderId), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("InviteToProgramme")
            .WithSummary("Asks a provider to take part in a programme; it accepts or declines")
            .WithTags("Partners")
            .Answers<ProgrammeMember>(200, 403, 404);
}

/// <summary>Who is asked.</summary>
/// <param name="ProviderId">The provider.</param>
public sealed record InviteProviderBody(ProviderId ProviderId);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record InviteToProgramme(ProgrammeId Id, ProviderId ProviderId) : ICommand<ProgrammeMember>;

internal sealed class InviteToProgrammeHandler(HubsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<InviteToProgramme, ProgrammeMember>
{
    public async Task<Result<ProgrammeMember>> Handle(InviteToProgramme command, CancellationToken ct)
    {
        if (!await db.Programmes.AnyAsync(x => x.Id == command.Id, ct))
        {
            return PartnerErrors.ProgrammeNotFound;
        }

        var cards = await sender.Send(new ListProviderCards([command.ProviderId]), ct);
        if (cards.Error is { } refused)
        {
            return refused;
        }

        if (cards.Value.Count == 0)
        {
            return PartnerErrors.ProviderUnknown;
        }

        await work.Begin(ct);
        var now = clock.GetCurrentInstant();
        var member = await db.ProgrammeProviders.FirstOrDefaultAsync(
            x => x.ProgrammeId == command.Id && x.ProviderId == command.ProviderId,
            ct
        );
        if (member is null)
        {
            member = new ProgrammeProvider(command.Id, command.ProviderId, now);
            db.ProgrammeProviders.Add(member);
        }

        member.Invite(now);
        return new ProgrammeMember(member.ProviderId, member.State, member.Assigned);
    }
}

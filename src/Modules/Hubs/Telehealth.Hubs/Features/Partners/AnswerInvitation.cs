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

internal sealed class AnswerInvitationEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet(
                "/hubs/programmes/mine",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new MyProgrammes(), ct)).ToHttp()
            )
            .WithName("MyProgrammes")
            .WithSummary("The partner programmes a provider was invited to or takes part in")
            .WithTags("Partners")
            .Answers<MyProgrammesAnswer>(200, 403);
        api.MapPost(
                "/hubs/programmes/{id}/accept",
                async (ProgrammeId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AnswerInvitation(id, Join: true), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("AcceptProgramme")
            .WithSummary("A provider takes part: from now on its calendar can be opened on the programme's channel")
            .WithTags("Partners")
            .Answers<MyProgramme>(200, 403, 404);
        api.MapPost(
                "/hubs/programmes/{id}/leave",
                async (ProgrammeId id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new AnswerInvitation(id, Join: false), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("LeaveProgramme")
            .WithSummary("A provider declines or leaves: its free time is gone from the channel at once")
            .WithTags("Partners")
            .Answers<MyProgramme>(200, 403, 404);
    }
}

/// <summary>A provider's programmes.</summary>
/// <param name="Items">By name.</param>
public sealed record MyProgrammesAnswer(IReadOnlyList<MyProgramme> Items);

/// <summary>A programme as a provider sees it.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Name">Its name.</param>
/// <param name="Channel">The channel to open time on.</param>
/// <param name="State">How the provider stands to it.</param>
public sealed record MyProgramme(ProgrammeId Id, string Name, string Channel, ProgrammeProviderState State);

[Needs(HubsModule.JoinProgrammes)]
internal sealed record MyProgrammes : IQuery<MyProgrammesAnswer>;

[Needs(HubsModule.JoinProgrammes)]
internal sealed record AnswerInvitation(ProgrammeId Id, bool Join) : ICommand<MyProgramme>;

internal sealed class MyProgrammesHandler(HubsDbContext db, IWork work)
    : IQueryHandler<MyProgrammes, MyProgrammesAnswer>
{
    public async Task<Result<MyProgrammesAnswer>> Handle(MyProgrammes query, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var rows = await db
            .ProgrammeProviders.Where(x => x.ProviderId == provider)
            .Join(
                db.Programmes,
                x => x.ProgrammeId,
                x => x.Id,
                (member, programme) =>
                    new
                    {
                        programme.Id,
                        programme.Name,
                        programme.Code,
                        member.State,
                    }
            )
            .OrderBy(x => x.Name)
            .ToListAsync(ct);
        return new MyProgrammesAnswer([
            .. rows.Select(x => new MyProgramme(x.Id, x.Name, Programme.ChannelOf(x.Code), x.State)),
        ]);
    }
}

internal sealed class AnswerInvitationHandler(HubsDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<AnswerInvitation, MyProgramme>
{
    public async Task<Result<MyProgramme>> Handle(AnswerInvitation command, CancellationToken ct)
    {
        var provider = ProviderId.Of(work.Actor.Person!.Value);
        var programme = await db.Programmes.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        var invited = await db.ProgrammeProviders.AnyAsync(
            x =>
                x.ProgrammeId == command.Id
                && x.ProviderId == provider
                && (!command.Join || x.State != ProgrammeProviderState.Left),
            ct
        );
        if (programme is null || !invited)
        {
            return PartnerErrors.NotInvited;
        }

        var access = new SetChannelAccess(provider, programme.Channel, command.Join);
        if ((await sender.Send(access, ct, work.StepKey("access"))).Error is { } refused)
        {
            return refused;
        }

        await work.Begin(ct);
        var member = await db.ProgrammeProviders.FirstAsync(
            x => x.ProgrammeId == command.Id && x.ProviderId == provider,
            ct
        );
        if (command.Join)
        {
            member.Join(await LeastAssigned(programme.Id, ct), clock.GetCurrentInstant());
        }
        else
        {
            member.Leave(clock.GetCurrentInstant());
        }

        return new MyProgramme(programme.Id, programme.Name, programme.Channel, member.State);
    }

    private async Task<int> LeastAssigned(ProgrammeId programme, CancellationToken ct) =>
        await db
            .ProgrammeProviders.Where(x => x.ProgrammeId == programme && x.State == ProgrammeProviderState.Active)
            .MinAsync(x => (int?)x.Assigned, ct)
        ?? 0;
}

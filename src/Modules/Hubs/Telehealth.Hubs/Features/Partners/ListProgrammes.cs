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

namespace Telehealth.Hubs.Features.Partners;

internal sealed class ListProgrammesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/programmes",
                async (ISender sender, CancellationToken ct) => (await sender.Send(new ListProgrammes(), ct)).ToHttp()
            )
            .WithName("ListProgrammes")
            .WithSummary("The partners' programmes and the providers in them")
            .WithTags("Partners")
            .Answers<ProgrammesAnswer>(200, 403);
}

/// <summary>The partners' programmes.</summary>
/// <param name="Items">By name.</param>
public sealed record ProgrammesAnswer(IReadOnlyList<ProgrammeAnswer> Items);

/// <summary>A partner's programme.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Code">Its code.</param>
/// <param name="Name">For people.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="PricePerVisit">What the partner owes for a visit.</param>
/// <param name="Payer">Where the partner that pays is in business, with the programme's version.</param>
/// <param name="InsurerLine">Where an insured person books while visits are left.</param>
/// <param name="PrivateLine">Where the same person books once they are used up.</param>
/// <param name="Providers">Who was invited and who takes part.</param>
public sealed record ProgrammeAnswer(
    ProgrammeId Id,
    string Code,
    string Name,
    string Channel,
    Money PricePerVisit,
    PayerAnswer Payer,
    string InsurerLine,
    string PrivateLine,
    IReadOnlyList<ProgrammeMember> Providers
);

/// <summary>A provider in a programme.</summary>
/// <param name="ProviderId">The provider.</param>
/// <param name="State">How it stands to the programme.</param>
/// <param name="Assigned">First visits drawn for it, counted from where the least busy stood when it joined.</param>
public sealed record ProgrammeMember(ProviderId ProviderId, ProgrammeProviderState State, int Assigned);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record ListProgrammes : IQuery<ProgrammesAnswer>;

internal sealed class ListProgrammesHandler(HubsDbContext db) : IQueryHandler<ListProgrammes, ProgrammesAnswer>
{
    public async Task<Result<ProgrammesAnswer>> Handle(ListProgrammes query, CancellationToken ct)
    {
        var programmes = await db.Programmes.AsNoTracking().OrderBy(x => x.Name).ToListAsync(ct);
        var members = (await db.ProgrammeProviders.AsNoTracking().ToListAsync(ct)).ToLookup(x => x.ProgrammeId);
        return new ProgrammesAnswer([
            .. programmes.Select(x => new ProgrammeAnswer(
                x.Id,
                x.Code,
                x.Name,
                x.Channel,
                x.Price,
                new PayerAnswer(x.PayerCountry, x.PayerVatNumber, x.Version),
                x.InsurerLine,
                x.PrivateLine,
                [
                    .. members[x.Id]
                        .OrderBy(m => m.InvitedAt)
                        .Select(m => new ProgrammeMember(m.ProviderId, m.State, m.Assigned)),
                ]
            )),
        ]);
    }
}

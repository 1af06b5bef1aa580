using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Hubs.Domain.Employers;
using Telehealth.Hubs.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Hubs.Features.Hubs;

internal sealed class GetEmployerEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/hubs/employers/{employerId}",
                async (Guid employerId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetEmployer(employerId), ct)).ToHttp(x => Results.Ok(x).WithETag(x.Version))
            )
            .WithName("GetEmployer")
            .WithSummary("An employer, its hubs, and who runs them")
            .WithTags("Hubs: employers")
            .Answers<EmployerDetail>(StatusCodes.Status200OK, 403, 404);
}

/// <summary>An employer, its hubs, and who runs them.</summary>
/// <param name="Id">The employer.</param>
/// <param name="Name">Its name.</param>
/// <param name="Country">ISO 3166-1 alpha-2 of where it is in business.</param>
/// <param name="VatNumber">Its VAT registration, or null.</param>
/// <param name="Version">Of name and place, for the next change.</param>
/// <param name="Hubs">Its hubs, oldest first.</param>
/// <param name="HrAdmins">Who runs them, longest first.</param>
public sealed record EmployerDetail(
    Guid Id,
    string Name,
    string Country,
    string? VatNumber,
    long Version,
    IReadOnlyList<HubLine> Hubs,
    IReadOnlyList<HrAdminLine> HrAdmins
);

/// <summary>Somebody who runs an employer's hubs.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">As the person wants to be called.</param>
/// <param name="Since">Since when.</param>
public sealed record HrAdminLine(PersonId PersonId, string Name, Instant Since);

[Needs(HubsModule.ManageHubs)]
internal sealed record GetEmployer(Guid Id) : IQuery<EmployerDetail>;

internal sealed class GetEmployerHandler(HubsDbContext db, ISender sender) : IQueryHandler<GetEmployer, EmployerDetail>
{
    public async Task<Result<EmployerDetail>> Handle(GetEmployer query, CancellationToken ct)
    {
        var employer = await db.Employers.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.Id, ct);
        if (employer is null)
        {
            return HubErrors.EmployerNotFound;
        }

        var hubs = await db
            .Hubs.AsNoTracking()
            .Where(x => x.EmployerId == employer.Id)
            .OrderBy(x => x.Sequence)
            .Select(x => new HubLine(x.Id, x.Name, employer.Id, employer.Name, x.State))
            .ToListAsync(ct);
        var admins = await db
            .EmployerAdmins.AsNoTracking()
            .Where(x => x.EmployerId == employer.Id)
            .OrderBy(x => x.Since)
            .ToListAsync(ct);
        var lines = new List<HrAdminLine>();
        foreach (var admin in admins)
        {
            var card = await sender.Send(new GetPerson(admin.PersonId), ct);
            var name = card.IsSuccess ? card.Value.DisplayName : "Somebody who left";
            lines.Add(new HrAdminLine(admin.PersonId, name, admin.Since));
        }

        return new EmployerDetail(
            employer.Id,
            employer.Name,
            employer.Country,
            employer.VatNumber,
            employer.Version,
            hubs,
            lines
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Compliance.Features.Clearance;

internal sealed class GetClearanceFileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/clearance-files/{providerId}",
                async (ProviderId providerId, ISender sender, CancellationToken ct) =>
                    (await sender.Send(new GetClearanceFile(providerId), ct)).ToHttp()
            )
            .WithName("GetClearanceFile")
            .WithSummary("One provider's clearance: what it states and what was decided, by whom, when and why")
            .WithTags("Clearance")
            .Answers<ClearanceFileAnswer>(
                StatusCodes.Status200OK,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
}

/// <summary>A provider's clearance with its decision log.</summary>
/// <param name="LegalName">As it stands on the provider's documents.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="RegistrationBody">The professional register to look it up in, or null.</param>
/// <param name="RegistrationNumber">The number in it, or null.</param>
public sealed record ClearanceFileAnswer(
    ProviderId ProviderId,
    string DisplayName,
    string? LegalName,
    string? Country,
    string? RegistrationBody,
    string? RegistrationNumber,
    ClearanceState State,
    Instant AppliedAt,
    IReadOnlyList<ClearanceDecisionAnswer> Decisions
);

/// <summary>One decision.</summary>
public sealed record ClearanceDecisionAnswer(
    long Number,
    ClearanceState State,
    PersonId DecidedBy,
    Instant DecidedAt,
    string? Reason
);

[Needs(ComplianceModule.DecideClearance)]
internal sealed record GetClearanceFile(ProviderId ProviderId) : IQuery<ClearanceFileAnswer>;

internal sealed class GetClearanceFileHandler(ComplianceDbContext db, ISender sender)
    : IQueryHandler<GetClearanceFile, ClearanceFileAnswer>
{
    public async Task<Result<ClearanceFileAnswer>> Handle(GetClearanceFile query, CancellationToken ct)
    {
        var file = await db
            .ClearanceFiles.AsNoTracking()
            .FirstOrDefaultAsync(x => x.ProviderId == query.ProviderId, ct);
        if (file is null)
        {
            return ClearanceErrors.NotFound;
        }

        var decisions = await db
            .ClearanceDecisions.AsNoTracking()
            .Where(x => x.ProviderId == query.ProviderId)
            .OrderBy(x => x.Number)
            .Select(x => new ClearanceDecisionAnswer(x.Number, x.State, x.DecidedBy, x.DecidedAt, x.Reason))
            .ToListAsync(ct);
        var supplier = await sender.Send(new GetSupplier(query.ProviderId), ct);
        var stated = supplier.IsSuccess ? supplier.Value : null;
        return new ClearanceFileAnswer(
            file.ProviderId,
            file.DisplayName,
            stated?.LegalName,
            stated?.Country,
            stated?.RegistrationBody,
            stated?.RegistrationNumber,
            file.State,
            file.AppliedAt,
            decisions
        );
    }
}

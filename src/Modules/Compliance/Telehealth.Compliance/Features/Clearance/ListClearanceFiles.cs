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

namespace Telehealth.Compliance.Features.Clearance;

internal sealed class ListClearanceFilesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/clearance-files",
                async (
                    ISender sender,
                    CancellationToken ct,
                    string? state = null,
                    string? after = null,
                    int? limit = null
                ) => (await sender.Send(new ListClearanceFiles(state, after, limit), ct)).ToHttp()
            )
            .WithName("ListClearanceFiles")
            .WithSummary("Clearance files, oldest first; those awaiting a decision unless state says otherwise")
            .WithTags("Clearance")
            .Answers<Page<ClearanceFileItem>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

/// <summary>A provider's clearance at a glance.</summary>
public sealed record ClearanceFileItem(
    ProviderId ProviderId,
    string DisplayName,
    ClearanceState State,
    Instant AppliedAt,
    Instant? DecidedAt
);

[Needs(ComplianceModule.DecideClearance)]
internal sealed record ListClearanceFiles(string? State, string? After, int? Limit) : IQuery<Page<ClearanceFileItem>>;

internal sealed class ListClearanceFilesHandler(ComplianceDbContext db)
    : IQueryHandler<ListClearanceFiles, Page<ClearanceFileItem>>
{
    private static readonly Error UnknownState = Error.Invalid(
        "compliance.unknown-state",
        "state",
        "Ask for awaiting, granted or withdrawn."
    );

    public async Task<Result<Page<ClearanceFileItem>>> Handle(ListClearanceFiles query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        ClearanceState? asked = query.State switch
        {
            null or "awaiting" => ClearanceState.Awaiting,
            "granted" => ClearanceState.Granted,
            "withdrawn" => ClearanceState.Withdrawn,
            _ => null,
        };
        if (asked is not { } state)
        {
            return UnknownState;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        _ = Cursor.TryDecode(query.After, out var after);
        var rows = await db
            .ClearanceFiles.AsNoTracking()
            .Where(x => x.State == state && x.Sequence > after)
            .OrderBy(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        return Page<ClearanceFileItem>.Of(
            rows,
            limit,
            x => new ClearanceFileItem(x.ProviderId, x.DisplayName, x.State, x.AppliedAt, x.DecidedAt),
            x => x.Sequence
        );
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class ListConsentsEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/consents",
                async (
                    ISender sender,
                    CancellationToken ct,
                    bool overdue = false,
                    string? after = null,
                    int? limit = null
                ) => (await sender.Send(new ListConsents(overdue, after, limit), ct)).ToHttp()
            )
            .WithName("ListConsents")
            .WithSummary("Guardians' consents, oldest first; or those whose review is overdue")
            .WithTags("Consents")
            .Answers<Page<ConsentItem>>(StatusCodes.Status200OK, StatusCodes.Status403Forbidden);
}

/// <summary>A parent's or guardian's consent.</summary>
/// <param name="Id">The consent.</param>
/// <param name="ClientId">The client under age.</param>
/// <param name="GuardianId">The adult's account, or null.</param>
/// <param name="GuardianName">The adult.</param>
/// <param name="Relationship">How the adult is responsible.</param>
/// <param name="Method">How it was given.</param>
/// <param name="Scope">What was agreed to.</param>
/// <param name="GivenOn">The day it was given.</param>
/// <param name="ReviewDueAt">Until when it has to be looked at again.</param>
/// <param name="Overdue">True when that time is over: no new session can be booked.</param>
/// <param name="WithdrawnAt">When it was withdrawn, or null.</param>
public sealed record ConsentItem(
    Guid Id,
    PersonId ClientId,
    PersonId? GuardianId,
    string GuardianName,
    GuardianRelationship Relationship,
    ConsentMethod Method,
    string Scope,
    LocalDate GivenOn,
    Instant ReviewDueAt,
    bool Overdue,
    Instant? WithdrawnAt
)
{
    internal static ConsentItem Of(GuardianConsent consent, ConsentDetails details, Instant now) =>
        new(
            consent.Id,
            consent.ClientId,
            consent.GuardianId,
            details.GuardianName,
            consent.Relationship,
            consent.Method,
            details.Scope,
            consent.GivenOn,
            consent.ReviewDueAt,
            consent.WithdrawnAt is null && consent.ReviewDueAt <= now,
            consent.WithdrawnAt
        );
}

[Needs(ComplianceModule.ManageConsents)]
internal sealed record ListConsents(bool Overdue, string? After, int? Limit) : IQuery<Page<ConsentItem>>;

internal sealed class ListConsentsHandler(ComplianceDbContext db, IClock clock, IPersonVault vault)
    : IQueryHandler<ListConsents, Page<ConsentItem>>
{
    public async Task<Result<Page<ConsentItem>>> Handle(ListConsents query, CancellationToken ct)
    {
        if (Cursor.Check(query.After, query.Limit) is { } wrong)
        {
            return wrong;
        }

        var limit = query.Limit ?? Cursor.UsualItems;
        _ = Cursor.TryDecode(query.After, out var after);
        var now = clock.GetCurrentInstant();
        var rows = await db
            .Consents.AsNoTracking()
            .Where(x => x.Sequence > after)
            .Where(x => !query.Overdue || (x.WithdrawnAt == null && x.ReviewDueAt <= now))
            .OrderBy(x => x.Sequence)
            .Take(limit + 1)
            .ToListAsync(ct);
        var opened = new Dictionary<long, ConsentDetails>();
        foreach (var row in rows)
        {
            opened[row.Sequence] = await ConsentTexts.Open(vault, row, ct);
        }

        return Page<ConsentItem>.Of(rows, limit, x => ConsentItem.Of(x, opened[x.Sequence], now), x => x.Sequence);
    }
}

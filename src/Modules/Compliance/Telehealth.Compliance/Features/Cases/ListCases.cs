using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Cases;

internal sealed class ListCasesEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/cases",
                async (ISender sender, CancellationToken ct, bool closed = false) =>
                    (await sender.Send(new ListCases(closed), ct)).ToHttp()
            )
            .WithName("ListCases")
            .WithSummary("Safeguarding cases, the clock that runs out next first; for the safeguarding team")
            .WithTags("Safeguarding")
            .Answers<CasesAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>Cases at a glance.</summary>
/// <param name="Items">At most 200: open ones by due time, closed ones newest first.</param>
/// <param name="Total">How many there are in all.</param>
public sealed record CasesAnswer(IReadOnlyList<CaseItem> Items, int Total);

/// <summary>A case without a word of what it is about.</summary>
/// <param name="Id">The case.</param>
/// <param name="Severity">How soon somebody had to act.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Lead">Who works on it, or null.</param>
/// <param name="RaisedAt">When the concern arrived.</param>
/// <param name="NextStep">What has to happen next.</param>
/// <param name="DueAt">Until when; null once closed.</param>
/// <param name="Overdue">True when that time is over.</param>
/// <param name="Escalations">How often the team was told that nobody acted.</param>
public sealed record CaseItem(
    Guid Id,
    ConcernSeverity Severity,
    CaseState State,
    PersonId? Lead,
    Instant RaisedAt,
    CaseStep NextStep,
    Instant? DueAt,
    bool Overdue,
    int Escalations
)
{
    internal static CaseItem Of(SafeguardingCase found, Instant now) =>
        new(
            found.Id,
            found.Severity,
            found.State,
            found.Lead,
            found.RaisedAt,
            found.NextStep,
            found.DueAt,
            found.DueAt < now,
            found.Escalations
        );
}

/// <summary>A command, because reading is written down (COM-05).</summary>
internal sealed record ListCases(bool Closed) : ICommand<CasesAnswer>;

internal sealed class ListCasesHandler(ComplianceDbContext db, IWork work, IClock clock, AuditTrail audit)
    : ICommandHandler<ListCases, CasesAnswer>
{
    private const int Most = 200;

    public async Task<Result<CasesAnswer>> Handle(ListCases command, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(work.Actor))
        {
            return CaseErrors.NotFound;
        }

        await work.Begin(ct);
        await audit.Add("cases.listed", command.Closed ? "cases:closed" : "cases:open", ct);
        var cases = db.Cases.AsNoTracking().Where(x => (x.State == CaseState.Closed) == command.Closed);
        var total = await cases.CountAsync(ct);
        var ordered = command.Closed ? cases.OrderByDescending(x => x.Sequence) : cases.OrderBy(x => x.DueAt);
        var now = clock.GetCurrentInstant();
        var rows = await ordered.ThenBy(x => x.Sequence).Take(Most).ToListAsync(ct);
        return new CasesAnswer([.. rows.Select(x => CaseItem.Of(x, now))], total);
    }
}

/// <summary>Who is let into cases: the safeguarding leads, and no other role, however mighty.</summary>
internal static class SafeguardingTeam
{
    public static bool Includes(Actor actor) => actor.Person is not null && actor.Has(Roles.SafeguardingLead);
}

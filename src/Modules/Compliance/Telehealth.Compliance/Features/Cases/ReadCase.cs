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

internal sealed class ReadCaseEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet(
                "/compliance/cases/{id:guid}",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                {
                    http.Response.Headers.CacheControl = "no-store";
                    return (await sender.Send(new ReadCase(id), ct)).ToHttp();
                }
            )
            .WithName("ReadCase")
            .WithSummary("One safeguarding case, whole; for the safeguarding team, and every reading is logged")
            .WithTags("Safeguarding")
            .Answers<CaseAnswer>(StatusCodes.Status200OK, StatusCodes.Status404NotFound);
}

/// <summary>A safeguarding case.</summary>
/// <param name="Case">Where it stands.</param>
/// <param name="RaisedBy">Who raised the concern.</param>
/// <param name="ClosingBy">Who wants to close it; a second person decides.</param>
/// <param name="Category">What kind of harm.</param>
/// <param name="About">The person it is about, when known by id.</param>
/// <param name="Who">The person in the author's words, or null.</param>
/// <param name="SessionId">The session it came up in, or null.</param>
/// <param name="Facts">What was seen and heard, verbatim.</param>
/// <param name="Opinion">What the author made of it, or null.</param>
/// <param name="Whereabouts">Where the person was.</param>
/// <param name="ActionsTaken">What was done before it was raised.</param>
/// <param name="EmergencyCallAt">When the emergency services were called, or null.</param>
/// <param name="EmergencyReference">Their reference, or null.</param>
/// <param name="Log">Everything that was done, oldest first.</param>
public sealed record CaseAnswer(
    CaseItem Case,
    PersonId RaisedBy,
    PersonId? ClosingBy,
    ConcernCategory Category,
    PersonId? About,
    string? Who,
    SessionId? SessionId,
    string Facts,
    string? Opinion,
    string Whereabouts,
    string ActionsTaken,
    Instant? EmergencyCallAt,
    string? EmergencyReference,
    IReadOnlyList<CaseLine> Log
);

/// <summary>One line of a case's log.</summary>
/// <param name="Number">1, 2, 3 …</param>
/// <param name="Kind">What it tells.</param>
/// <param name="By">Who did it; null for the platform.</param>
/// <param name="At">When.</param>
/// <param name="Text">In words, or null.</param>
/// <param name="Authority">Who was told, for a referral.</param>
/// <param name="Contact">Who took it there.</param>
/// <param name="Reference">Their reference.</param>
/// <param name="DoneAt">When it was phoned or written.</param>
public sealed record CaseLine(
    int Number,
    CaseEntryKind Kind,
    PersonId? By,
    Instant At,
    string? Text,
    string? Authority,
    string? Contact,
    string? Reference,
    Instant? DoneAt
);

/// <summary>A command, because reading is written down (COM-05).</summary>
internal sealed record ReadCase(Guid Id) : ICommand<CaseAnswer>;

internal sealed class ReadCaseHandler(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    CaseVault vault,
    AuditTrail audit
) : ICommandHandler<ReadCase, CaseAnswer>
{
    public async Task<Result<CaseAnswer>> Handle(ReadCase command, CancellationToken ct)
    {
        if (!SafeguardingTeam.Includes(work.Actor))
        {
            return CaseErrors.NotFound;
        }

        var found = await db.Cases.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (found is null)
        {
            return CaseErrors.NotFound;
        }

        var entries = await db
            .CaseEntries.AsNoTracking()
            .Where(x => x.CaseId == command.Id)
            .OrderBy(x => x.Number)
            .ToListAsync(ct);
        var record = await vault.Open(found, ct);
        var log = new List<CaseLine>();
        foreach (var entry in entries)
        {
            log.Add(LineOf(entry, await vault.Open(entry, ct)));
        }

        await work.Begin(ct);
        await audit.Add("case.read", $"case:{command.Id}", ct);
        return AnswerOf(found, record, log, clock.GetCurrentInstant());
    }

    private static CaseAnswer AnswerOf(
        SafeguardingCase found,
        ConcernRecord record,
        IReadOnlyList<CaseLine> log,
        Instant now
    ) =>
        new(
            CaseItem.Of(found, now),
            found.RaisedBy,
            found.ClosingBy,
            record.Category,
            record.About,
            record.Who,
            record.Session,
            record.Facts,
            record.Opinion,
            record.Whereabouts,
            record.ActionsTaken,
            record.EmergencyCallAt,
            record.EmergencyReference,
            log
        );

    private static CaseLine LineOf(CaseEntry entry, EntryContent? content) =>
        new(
            entry.Number,
            entry.Kind,
            entry.By,
            entry.At,
            content?.Text,
            content?.Authority,
            content?.Contact,
            content?.Reference,
            content?.At
        );
}

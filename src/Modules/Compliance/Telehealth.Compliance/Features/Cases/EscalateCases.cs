using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Cases;

/// <summary>
/// A step nobody took in time is told to the whole team, again and again until somebody acts (COM-06).
/// </summary>
internal sealed class EscalateCases(ComplianceDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 100;

    public string Name => "compliance.escalate-cases";

    public Lane Lane => Lane.Safety;

    public Task<Instant?> NextDue(CancellationToken ct) =>
        db.Cases.AsNoTracking().Where(x => x.EscalatesAt != null).MinAsync(x => x.EscalatesAt, ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await db
                .Cases.AsNoTracking()
                .Where(x => x.EscalatesAt <= now)
                .OrderBy(x => x.EscalatesAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var told = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new EscalateCase(id), ct);
                told += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || told == 0)
            {
                return;
            }
        }
    }
}

[InternalRequest]
internal sealed record EscalateCase(Guid Id) : ICommand<Done>;

internal sealed class EscalateCaseHandler(ComplianceDbContext db, IWork work, IClock clock, AuditTrail audit)
    : ICommandHandler<EscalateCase, Done>
{
    public async Task<Result<Done>> Handle(EscalateCase command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        await audit.Add("case.escalated", $"case:{command.Id}", ct);
        var found = await db.Cases.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (found is null || !found.Escalate(now))
        {
            return CaseErrors.NotNow;
        }

        db.CaseEntries.Add(
            new CaseEntry
            {
                CaseId = found.Id,
                Number = found.NextEntry(),
                Id = work.DerivedId("entry"),
                Kind = CaseEntryKind.Escalated,
                At = now,
            }
        );
        work.Publish(new CaseOverdueV1(found.Id, found.Escalations), $"case:{found.Id}", found);
        return Done.Value;
    }
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Jobs;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Consents;

/// <summary>
/// Reviewers hear of a consent whose review is overdue, once. New sessions are blocked from that moment by itself.
/// </summary>
internal sealed class TellReviewsDue(ComplianceDbContext db, ISender sender) : IDueWork
{
    private const int Batch = 100;

    public string Name => "compliance.tell-reviews-due";

    public Lane Lane => Lane.Ordinary;

    public Task<Instant?> NextDue(CancellationToken ct) => Waiting.MinAsync(x => (Instant?)x.ReviewDueAt, ct);

    public async Task RunDue(Instant now, CancellationToken ct)
    {
        while (true)
        {
            var due = await Waiting
                .Where(x => x.ReviewDueAt <= now)
                .OrderBy(x => x.ReviewDueAt)
                .Select(x => x.Id)
                .Take(Batch)
                .ToListAsync(ct);
            var told = 0;
            foreach (var id in due)
            {
                var answer = await sender.SendAs(Actor.System(Name), new TellReviewDue(id), ct);
                told += answer.IsSuccess ? 1 : 0;
            }

            if (due.Count < Batch || told == 0)
            {
                return;
            }
        }
    }

    private IQueryable<GuardianConsent> Waiting =>
        db.Consents.AsNoTracking().Where(x => x.WithdrawnAt == null && !x.ReviewersTold);
}

[InternalRequest]
internal sealed record TellReviewDue(Guid Id) : ICommand<Done>;

internal sealed class TellReviewDueHandler(ComplianceDbContext db, IWork work, IClock clock)
    : ICommandHandler<TellReviewDue, Done>
{
    public async Task<Result<Done>> Handle(TellReviewDue command, CancellationToken ct)
    {
        await work.Begin(ct);
        var consent = await db.Consents.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (consent is null || !consent.TellReviewers(clock.GetCurrentInstant()))
        {
            return ConsentErrors.NotFound;
        }

        work.Publish(new ConsentReviewDueV1(consent.Id), $"consent:{consent.Id}", consent);
        return Done.Value;
    }
}

using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class AnswerMayBook(ComplianceDbContext db, ISender sender, IClock clock) : IQueryHandler<MayBook, Done>
{
    public async Task<Result<Done>> Handle(MayBook query, CancellationToken ct)
    {
        var person = await sender.Send(new GetBirthDate(query.ClientId), ct);
        if (person.Error is { } unknown)
        {
            return unknown;
        }

        if (person.Value.Date is null)
        {
            return ConsentErrors.BirthDateNeeded;
        }

        var now = clock.GetCurrentInstant();
        if (ComingOfAge.IsReached(person.Value, now))
        {
            return Done.Value;
        }

        var reviewDue = await db
            .Consents.AsNoTracking()
            .Where(x => x.ClientId == query.ClientId && x.WithdrawnAt == null)
            .MaxAsync(x => (Instant?)x.ReviewDueAt, ct);
        return reviewDue is not { } due ? ConsentErrors.Needed
            : due <= now ? ConsentErrors.ReviewOverdue
            : Done.Value;
    }
}

using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class AnswerMayBook(ISender sender, IClock clock) : IQueryHandler<MayBook, Done>
{
    public async Task<Result<Done>> Handle(MayBook query, CancellationToken ct)
    {
        var person = await sender.Send(new GetBirthDate(query.ClientId), ct);
        if (person.Error is { } unknown)
        {
            return unknown;
        }

        var (born, country, zone) = person.Value;
        return born is not { } date ? ConsentErrors.BirthDateNeeded
            : ComingOfAge.IsReached(date, country, zone, clock.GetCurrentInstant()) ? Done.Value
            : ConsentErrors.Needed;
    }
}

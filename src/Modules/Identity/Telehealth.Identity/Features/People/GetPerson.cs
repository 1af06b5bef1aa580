using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class GetPersonHandler(IdentityDbContext db) : IQueryHandler<GetPerson, PersonCard>
{
    public async Task<Result<PersonCard>> Handle(GetPerson query, CancellationToken ct)
    {
        var people = db.People.Where(x => x.Id == query.PersonId);
        var accounts = db.Accounts.Where(x => x.Id == query.PersonId.Value);
        var card = await (
            from person in people
            from account in accounts
            select new PersonCard(
                person.Id,
                person.DisplayName,
                account.Email ?? "",
                person.Phone,
                person.PhoneVerified,
                person.Language,
                person.TimeZone,
                person.Country,
                PersonTexts.Printed(person.DisplayName, person.NameOnDocuments)
            )
        ).FirstOrDefaultAsync(ct);
        return card is null ? PersonErrors.Unknown : card;
    }
}

internal sealed class FindPersonHandler(IdentityDbContext db, UserManager<Account> users)
    : IQueryHandler<FindPerson, PersonId>
{
    public async Task<Result<PersonId>> Handle(FindPerson query, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(PersonTexts.Email(query.Email));
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.NormalizedEmail == normalized, ct);
        return account is null ? PersonErrors.Unknown : account.PersonId;
    }
}

using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Phones;

internal sealed class GetPhoneCodeHandler(IdentityDbContext db, UserManager<Account> users)
    : IQueryHandler<GetPhoneCode, PhoneCode>
{
    public async Task<Result<PhoneCode>> Handle(GetPhoneCode query, CancellationToken ct)
    {
        var waits = await db.People.AnyAsync(
            x => x.Id == query.PersonId && x.Phone == query.Phone && !x.PhoneVerified,
            ct
        );
        if (!waits)
        {
            return PhoneErrors.NothingToProve;
        }

        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.PersonId.Value, ct);
        return account is null
            ? PersonErrors.Unknown
            : new PhoneCode(
                await users.GenerateUserTokenAsync(account, PhoneTokens.Provider, PhoneTokens.PurposeOf(query.Phone))
            );
    }
}

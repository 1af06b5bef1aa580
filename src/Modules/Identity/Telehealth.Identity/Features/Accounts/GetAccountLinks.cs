using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Accounts;

internal sealed class GetConfirmationLinkHandler(IdentityDbContext db, AccountLinks links)
    : IQueryHandler<GetConfirmationLink, AccountLink>
{
    public async Task<Result<AccountLink>> Handle(GetConfirmationLink query, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.PersonId.Value, ct);
        return account is null ? PersonErrors.Unknown
            : account.EmailConfirmed ? PersonErrors.AlreadyConfirmed
            : await links.ToConfirm(account);
    }
}

internal sealed class GetPasswordResetLinkHandler(IdentityDbContext db, AccountLinks links)
    : IQueryHandler<GetPasswordResetLink, AccountLink>
{
    public async Task<Result<AccountLink>> Handle(GetPasswordResetLink query, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == query.PersonId.Value, ct);
        return account is null ? PersonErrors.Unknown : await links.ToSetPassword(account);
    }
}

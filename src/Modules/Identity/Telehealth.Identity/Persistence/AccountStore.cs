using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;

namespace Telehealth.Identity.Persistence;

/// <summary>ASP.NET Core Identity's store on our context. It never saves: the unit of work does.</summary>
internal sealed class AccountStore : UserOnlyStore<Account, IdentityDbContext, Guid>
{
    public AccountStore(IdentityDbContext context, IdentityErrorDescriber describer)
        : base(context, describer)
    {
        AutoSaveChanges = false;
    }
}

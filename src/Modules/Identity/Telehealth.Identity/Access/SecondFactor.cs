using Microsoft.EntityFrameworkCore;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Access;

/// <summary>Codes of the authenticator app, at sign-in and in between: each is taken once (ACC-01).</summary>
internal sealed class SecondFactor(IdentityDbContext db, TotpKeys keys, Lockouts lockouts, AuthenticatorClock clock)
{
    /// <summary>
    /// The time step the code belongs to, or null when it is wrong. Before Begin: the key ring may have to read the
    /// database.
    /// </summary>
    public long? Match(Account account, Secret code) =>
        account.SealedTotpKey is { } sealedKey
            ? AuthenticatorCodes.Match(keys.Open(account.PersonId, sealedKey), code.Value, clock.Now)
            : null;

    /// <summary>
    /// Takes the code inside the command's transaction and forgets the failures before it; false when it is wrong or
    /// was taken already, and then the caller counts a failure.
    /// </summary>
    public async Task<bool> Take(Account account, long? step, CancellationToken ct)
    {
        var taken =
            step is { } current
            && await db
                .Accounts.Where(x => x.Id == account.Id && x.LastTotpStep < current)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.LastTotpStep, current), ct) == 1;
        if (taken)
        {
            await lockouts.Forget(account.Id, ct);
        }

        return taken;
    }
}

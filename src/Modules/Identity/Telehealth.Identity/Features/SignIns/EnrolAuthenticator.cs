using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.SignIns;

/// <summary>
/// Sets up the authenticator app of a person who has none, proven by a first code. Person and key come from the page's
/// short-lived sealed cookie.
/// </summary>
[Anonymous]
internal sealed record EnrolAuthenticator(
    PersonId PersonId,
    [property: JsonIgnore] Secret Key,
    [property: JsonIgnore] Secret Code
) : ICommand<EnrolAuthenticatorAnswer>;

internal sealed record EnrolAuthenticatorAnswer(bool Right);

internal sealed class EnrolAuthenticatorHandler(
    IdentityDbContext db,
    TotpKeys keys,
    AccessStamps stamps,
    Lockouts lockouts,
    AuthenticatorClock clock,
    IWork work
) : ICommandHandler<EnrolAuthenticator, EnrolAuthenticatorAnswer>
{
    public async Task<Result<EnrolAuthenticatorAnswer>> Handle(EnrolAuthenticator command, CancellationToken ct)
    {
        var account = await db.Accounts.FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account is null || account.SealedTotpKey is not null || !await lockouts.Admit(account.Id, ct))
        {
            return new EnrolAuthenticatorAnswer(false);
        }

        if (AuthenticatorCodes.Match(command.Key.Value, command.Code.Value, clock.Now) is not { } step)
        {
            return new EnrolAuthenticatorAnswer(false);
        }

        var sealedKey = keys.Seal(command.PersonId, command.Key.Value);
        stamps.Distrust(command.PersonId);
        await work.Begin(ct);
        await lockouts.Forget(account.Id, ct);
        account.Enrol(sealedKey, step);
        return new EnrolAuthenticatorAnswer(true);
    }
}

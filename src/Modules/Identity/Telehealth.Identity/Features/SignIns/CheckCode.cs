using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Clocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.SignIns;

/// <summary>
/// The second step of the sign-in page. The person comes from the page's short-lived cookie, which only a right
/// password
/// gets. A code is taken once.
/// </summary>
[Anonymous]
internal sealed record CheckCode(PersonId PersonId, [property: JsonIgnore] Secret Code) : ICommand<CheckCodeAnswer>;

internal sealed record CheckCodeAnswer(bool Right);

internal sealed class CheckCodeHandler(
    IdentityDbContext db,
    TotpKeys keys,
    Lockouts lockouts,
    SystemTime time,
    IWork work
) : ICommandHandler<CheckCode, CheckCodeAnswer>
{
    public async Task<Result<CheckCodeAnswer>> Handle(CheckCode command, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account?.SealedTotpKey is not { } sealedKey || lockouts.Rests(account))
        {
            return new CheckCodeAnswer(false);
        }

        var step = Totp.Match(keys.Open(command.PersonId, sealedKey), command.Code.Value, time.Now.ToUnixTimeSeconds());
        await work.Begin(ct);
        var taken =
            step is { } current
            && await db
                .Accounts.Where(x => x.Id == account.Id && x.LastTotpStep < current)
                .ExecuteUpdateAsync(set => set.SetProperty(x => x.LastTotpStep, current), ct) == 1;
        if (taken)
        {
            await lockouts.Forget(account.Id, ct);
        }
        else
        {
            await lockouts.CountFailure(account.Id, ct);
        }

        return new CheckCodeAnswer(taken);
    }
}

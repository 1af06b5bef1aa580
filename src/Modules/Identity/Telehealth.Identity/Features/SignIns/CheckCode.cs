using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
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

internal sealed class CheckCodeHandler(IdentityDbContext db, SecondFactor factor, Lockouts lockouts, IWork work)
    : ICommandHandler<CheckCode, CheckCodeAnswer>
{
    public async Task<Result<CheckCodeAnswer>> Handle(CheckCode command, CancellationToken ct)
    {
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.Id == command.PersonId.Value, ct);
        if (account?.SealedTotpKey is null || !await lockouts.Admit(account.Id, ct))
        {
            return new CheckCodeAnswer(false);
        }

        var step = factor.Match(account, command.Code);
        await work.Begin(ct);
        return new CheckCodeAnswer(await factor.Take(account, step, ct));
    }
}

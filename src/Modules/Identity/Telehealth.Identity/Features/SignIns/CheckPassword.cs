using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.SignIns;

/// <summary>What a password opens.</summary>
internal enum PasswordOutcome
{
    /// <summary>Wrong, unknown or resting: told apart by nobody.</summary>
    Refused,

    /// <summary>Right, but the address is not proven yet.</summary>
    NotConfirmed,

    /// <summary>Right, but the account is suspended.</summary>
    Suspended,

    /// <summary>Right; a code of the authenticator app is asked next.</summary>
    CodeNeeded,

    /// <summary>Right; the roles ask for an authenticator app, which is not set up yet.</summary>
    EnrolmentNeeded,

    /// <summary>Right, and enough.</summary>
    SignedIn,
}

/// <summary>
/// The first step of the sign-in page. An outcome and not an error: a failure is counted, so it must commit.
/// </summary>
[Anonymous]
internal sealed record CheckPassword(string Email, [property: JsonIgnore] Secret Password)
    : ICommand<CheckPasswordAnswer>;

internal sealed record CheckPasswordAnswer(PasswordOutcome Outcome, PersonId? PersonId);

internal sealed class CheckPasswordHandler(
    IdentityDbContext db,
    UserManager<Account> users,
    Lockouts lockouts,
    IWork work
) : ICommandHandler<CheckPassword, CheckPasswordAnswer>
{
    private static readonly CheckPasswordAnswer Refused = new(PasswordOutcome.Refused, null);

    // Checked for unknown addresses, so that they take as long as known ones.
    private static string? nobodysHash;

    public async Task<Result<CheckPasswordAnswer>> Handle(CheckPassword command, CancellationToken ct)
    {
        var normalized = users.NormalizeEmail(PersonTexts.Email(command.Email));
        var account = await db.Accounts.AsNoTracking().FirstOrDefaultAsync(x => x.NormalizedEmail == normalized, ct);
        var admitted = account?.PasswordHash is not null && await lockouts.Admit(account.Id, ct);
        var hasher = users.PasswordHasher;
        var hash = account?.PasswordHash ?? (nobodysHash ??= hasher.HashPassword(new Account(), Ids.New().ToString()));
        var verdict = hasher.VerifyHashedPassword(account ?? new Account(), hash, command.Password.Value);
        if (account is null || !admitted || verdict == PasswordVerificationResult.Failed)
        {
            return Refused;
        }

        if (verdict == PasswordVerificationResult.SuccessRehashNeeded)
        {
            await Rehash(account, command.Password.Value, ct);
        }

        return await Next(account, ct);
    }

    private async Task<CheckPasswordAnswer> Next(Account account, CancellationToken ct)
    {
        var person = await db.People.AsNoTracking().Include(x => x.Roles).FirstAsync(x => x.Id == account.PersonId, ct);
        var outcome =
            person.RegisteredAt is null ? PasswordOutcome.NotConfirmed
            : person.SuspendedAt is not null ? PasswordOutcome.Suspended
            : account.SealedTotpKey is not null ? PasswordOutcome.CodeNeeded
            : person.IsStaff ? PasswordOutcome.EnrolmentNeeded
            : PasswordOutcome.SignedIn;
        await Begin(ct);
        await (
            outcome == PasswordOutcome.SignedIn ? lockouts.Forget(account.Id, ct) : lockouts.Forgive(account.Id, ct)
        );

        return new CheckPasswordAnswer(outcome, person.Id);
    }

    private bool begun;

    private async Task Rehash(Account account, string password, CancellationToken ct)
    {
        var hash = users.PasswordHasher.HashPassword(account, password);
        var old = account.PasswordHash;
        await Begin(ct);
        await db
            .Accounts.Where(x => x.Id == account.Id && x.PasswordHash == old)
            .ExecuteUpdateAsync(set => set.SetProperty(x => x.PasswordHash, hash), ct);
    }

    private async Task Begin(CancellationToken ct)
    {
        if (!begun)
        {
            await work.Begin(ct);
            begun = true;
        }
    }
}

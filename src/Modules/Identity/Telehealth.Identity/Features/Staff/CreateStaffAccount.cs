using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Features.Authority;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Staff;

internal sealed class CreateStaffAccountEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/identity/staff", Handle)
            .WithName("CreateStaffAccount")
            .WithSummary("Opens an account for somebody who works for the platform; a mail lets them set the password.")
            .WithDescription(
                "Roles that move money, open cases or make administrators are proposed: they are held once another "
                    + "administrator approved them."
            )
            .WithTags("Identity")
            .Answers<StaffAccountAnswer>(StatusCodes.Status201Created, 403, 409, 422);

    private static async Task<IResult> Handle(
        CreateStaffAccountBody body,
        ISender sender,
        HttpContext http,
        CancellationToken ct
    )
    {
        var command = new CreateStaffAccount(
            body.Email,
            body.DisplayName,
            body.Roles,
            body.Country,
            body.TimeZone,
            body.Language
        );
        return (await sender.Send(command, ct, http.IdempotencyKey())).ToHttp(x =>
            Results.Created($"/api/v1/identity/people/{x.PersonId}/access", x)
        );
    }
}

/// <summary>Somebody who works for the platform.</summary>
/// <param name="Email">The address; gets a mail to set the password.</param>
/// <param name="DisplayName">1 to 80 characters.</param>
/// <param name="Roles">At least one role, such as compliance-reviewer.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
public sealed record CreateStaffAccountBody(
    string Email,
    string DisplayName,
    IReadOnlyList<string> Roles,
    string Country,
    string TimeZone,
    string Language
);

internal sealed class CreateStaffAccountValidator : AbstractValidator<CreateStaffAccount>
{
    public CreateStaffAccountValidator()
    {
        RuleFor(x => x.Email).IsEmail();
        RuleFor(x => x.DisplayName).IsName();
        RuleFor(x => x.Roles).NotEmpty().Must(x => x.Count <= Roles.All.Count).WithMessage("Please name the roles.");
        RuleFor(x => x.Country).IsCountry();
        RuleFor(x => x.TimeZone).IsTimeZone();
        RuleFor(x => x.Language).IsLanguage();
        RuleFor(x => x.Password!).IsGoodPassword(x => x.Email).When(x => x.Password is not null);
        RuleFor(x => x.TotpKey!.Value)
            .Must(AuthenticatorCodes.IsKey)
            .When(x => x.TotpKey is not null)
            .OverridePropertyName("totpKey")
            .WithMessage("A key of 16 to 64 base32 characters.");
    }
}

internal sealed class CreateStaffAccountHandler(
    IdentityDbContext db,
    UserManager<Account> users,
    TotpKeys keys,
    AuthorityControl authority,
    IWork work,
    IClock clock
) : ICommandHandler<CreateStaffAccount, StaffAccountAnswer>
{
    public async Task<Result<StaffAccountAnswer>> Handle(CreateStaffAccount command, CancellationToken ct)
    {
        // Whoever installs the platform opens the first accounts as they are; four eyes hold by person all the same.
        var proposer = work.Actor.Person;
        var roles = OpenedRoles.Of(command.Roles, byPerson: proposer is not null);
        if (!command.Roles.All(Roles.All.Contains))
        {
            return PersonErrors.RoleUnknown;
        }

        if (proposer is not null && RoleRules.Clash(command.Roles))
        {
            return AuthorityErrors.RolesClash;
        }

        var email = PersonTexts.Email(command.Email);
        var normalized = users.NormalizeEmail(email)!;
        if (await db.Accounts.AnyAsync(x => x.NormalizedEmail == normalized, ct))
        {
            return PersonErrors.AddressTaken;
        }

        var id = new PersonId(work.DerivedId("person"));
        var account = AccountOf(command, id, email, normalized);
        if (await authority.Audit(ct, roles.Lines(id)) is { } unwritten)
        {
            return unwritten;
        }

        if (await authority.Begin(null, ct, Roles.PlatformAdmin) is { } lost)
        {
            return lost;
        }

        var granter = await authority.Granter(ct);
        var person = Person.Employ(id, DetailsOf(command), roles.Given, granter, clock.GetCurrentInstant());
        db.Accounts.Add(account);
        db.People.Add(person);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return PersonErrors.AddressTaken;
        }

        Tell(command, person, proposer, roles);
        return new StaffAccountAnswer(id, roles.Proposed);
    }

    private static PersonDetails DetailsOf(CreateStaffAccount command) =>
        new(PersonTexts.Name(command.DisplayName), null, command.Country, command.TimeZone, command.Language, null);

    private Account AccountOf(CreateStaffAccount command, PersonId id, string email, string normalized)
    {
        var account = Account.Of(id, email, normalized, passwordHash: null);
        account.Confirm();
        if (command.Password is { } password)
        {
            account.SetPassword(users.PasswordHasher.HashPassword(account, password.Value));
        }

        if (command.TotpKey is { } key)
        {
            account.Enrol(keys.Seal(id, key.Value), step: 0);
        }

        return account;
    }

    private void Tell(CreateStaffAccount command, Person person, PersonId? proposer, OpenedRoles roles)
    {
        // One entry for the account with its roles: the invitation tells the person of them.
        authority.Note(AuthorityChange.AccountCreated, person.Id, detail: string.Join(", ", roles.Given));
        foreach (var role in roles.Proposed)
        {
            var reason = "Asked for when the account was opened.";
            var at = clock.GetCurrentInstant();
            db.Proposals.Add(
                new RoleProposal(work.DerivedId($"proposal:{role}"), person.Id, role, reason, proposer!.Value, at)
            );
            authority.Note(AuthorityChange.RoleProposed, person.Id, role);
        }

        work.Publish(new PersonRegisteredV1(person.Id, person.RoleNames), $"person:{person.Id}", person);
        if (command.Password is null)
        {
            work.Publish(new PasswordResetRequestedV1(person.Id), $"person:{person.Id}", person);
        }
    }
}

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
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.Accounts;

internal sealed class SignUpEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/identity/accounts", Handle)
            .AllowAnonymous()
            .WithName("SignUp")
            .WithSummary(
                "Opens an account. Answers alike whether or not the address is known; a mail says how to go on."
            )
            .WithTags("Identity")
            .Answers<MailSentAnswer>(StatusCodes.Status202Accepted, StatusCodes.Status429TooManyRequests);

    private static async Task<IResult> Handle(
        SignUpBody body,
        ISender sender,
        Attempts attempts,
        HttpContext http,
        CancellationToken ct
    )
    {
        if (attempts.Refuse(http, AttemptKind.SignUp, body.Email) is { } refusal)
        {
            return refusal;
        }

        var command = new SignUp(
            body.Email,
            new Secret(body.Password),
            body.DisplayName,
            body.AccountType,
            body.DateOfBirth,
            body.Country,
            body.TimeZone,
            body.Language,
            body.Phone,
            body.NameOnDocuments
        );
        return (await sender.Send(command, ct, http.IdempotencyKey())).ToHttp(_ => MailSentAnswer.Accepted());
    }
}

/// <summary>Who signs up.</summary>
/// <param name="Email">The address; a mail with a link proves it.</param>
/// <param name="Password">At least 10 characters, none of the common ones.</param>
/// <param name="DisplayName">How to address the person, 1 to 80 characters.</param>
/// <param name="AccountType">client or provider.</param>
/// <param name="Country">ISO 3166-1 alpha-2, such as GB.</param>
/// <param name="TimeZone">IANA zone, such as Europe/London.</param>
/// <param name="Language">BCP 47, such as en-GB.</param>
/// <param name="DateOfBirth">Needed before a first booking; under age a guardian must consent.</param>
/// <param name="Phone">Optional; E.164, or as written in the country.</param>
/// <param name="NameOnDocuments">
/// In Latin letters, for receipts and the like; needed when the display name is not in them.
/// </param>
public sealed record SignUpBody(
    string Email,
    string Password,
    string DisplayName,
    AccountType AccountType,
    string Country,
    string TimeZone,
    string Language,
    LocalDate? DateOfBirth = null,
    string? Phone = null,
    string? NameOnDocuments = null
);

/// <summary>The same for everybody, so that nobody learns which addresses have an account.</summary>
/// <param name="Message">What happens next, for the person.</param>
public sealed record MailSentAnswer(string Message)
{
    internal static IResult Accepted() =>
        Results.Json(
            new MailSentAnswer("If the address can be used, a mail with the next step is on its way."),
            statusCode: StatusCodes.Status202Accepted
        );
}

internal sealed class SignUpValidator : AbstractValidator<SignUp>
{
    public SignUpValidator(IClock clock)
    {
        RuleFor(x => x.Email).IsEmail();
        RuleFor(x => x.Password).IsGoodPassword(x => x.Email);
        RuleFor(x => x.DisplayName).IsName();
        RuleFor(x => x.NameOnDocuments).IsNameOnDocuments(x => x.DisplayName);
        RuleFor(x => x.AccountType).IsInEnum();
        RuleFor(x => x.DateOfBirth).IsDateOfBirth(clock);
        RuleFor(x => x.Country).IsCountry();
        RuleFor(x => x.TimeZone).IsTimeZone();
        RuleFor(x => x.Language).IsLanguage();
        RuleFor(x => x.Phone).IsPhone(x => x.Country);
    }
}

internal sealed class SignUpHandler(IdentityDbContext db, UserManager<Account> users, IWork work, IClock clock)
    : ICommandHandler<SignUp, Done>
{
    public async Task<Result<Done>> Handle(SignUp command, CancellationToken ct)
    {
        var email = PersonTexts.Email(command.Email);
        var normalized = users.NormalizeEmail(email)!;
        var details = new PersonDetails(
            PersonTexts.Name(command.DisplayName),
            command.DateOfBirth,
            command.Country,
            command.TimeZone,
            command.Language,
            PersonTexts.Phone(command.Phone, command.Country),
            PersonTexts.NameOnDocuments(command.NameOnDocuments)
        );
        var role = command.AccountType == AccountType.Provider ? Roles.Provider : Roles.Client;
        // Before the transaction, and also when the address is taken: both cost the same time.
        var hash = users.PasswordHasher.HashPassword(new Account(), command.Password.Value);
        var account = await db.Accounts.FirstOrDefaultAsync(x => x.NormalizedEmail == normalized, ct);
        var person = account is null
            ? null
            : await db.People.Include(x => x.Roles).FirstAsync(x => x.Id == account.PersonId, ct);
        await work.Begin(ct);
        if (person?.RegisteredAt is not null)
        {
            // A partition of its own, and not the person's version: strangers must not move the owner's ETag.
            work.Publish(new SignUpRepeatedV1(person.Id), $"sign-up:{Ids.New()}", version: 1);
            return Done.Value;
        }

        var now = clock.GetCurrentInstant();
        if (person is null || account is null)
        {
            person = Person.SignUp(new PersonId(Ids.New()), details, role, now);
            db.Accounts.Add(Account.Of(person.Id, email, normalized, hash));
            db.People.Add(person);
        }
        else
        {
            // Nobody proved the address yet: the last sign-up counts, and links of earlier ones are dead.
            account.SetPassword(hash);
            account.Email = email;
            person.SignUpAgain(details, role, now);
        }

        work.Publish(new ConfirmationRequestedV1(person.Id), $"person:{person.Id}", person);
        return Done.Value;
    }
}

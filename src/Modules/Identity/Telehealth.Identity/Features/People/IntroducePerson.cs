using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class IntroducePersonValidator : AbstractValidator<IntroducePerson>
{
    public IntroducePersonValidator(IClock clock)
    {
        RuleFor(x => x.DisplayName).IsName();
        RuleFor(x => x.NameOnDocuments).IsNameOnDocuments(x => x.DisplayName);
        RuleFor(x => x.Email!).IsEmail().When(x => x.Email is not null);
        RuleFor(x => (LocalDate?)x.DateOfBirth).IsDateOfBirth(clock).OverridePropertyName("dateOfBirth");
        RuleFor(x => x.Country).IsCountry();
        RuleFor(x => x.TimeZone).IsTimeZone();
        RuleFor(x => x.Language).IsLanguage();
        RuleFor(x => x.Phone).IsPhone(x => x.Country);
    }
}

internal sealed class IntroducePersonHandler(IdentityDbContext db, IWork work, ISender sender, IClock clock)
    : ICommandHandler<IntroducePerson, Done>
{
    public async Task<Result<Done>> Handle(IntroducePerson command, CancellationToken ct)
    {
        if (await db.People.AnyAsync(x => x.Id == command.PersonId, ct))
        {
            return command.NameOnDocuments is { Length: > 0 } name
                ? await sender.Send(new NamePerson(command.PersonId, name), ct)
                : Done.Value;
        }

        var details = new PersonDetails(
            PersonTexts.Name(command.DisplayName),
            command.DateOfBirth,
            command.Country,
            command.TimeZone,
            command.Language,
            PersonTexts.Phone(command.Phone, command.Country),
            PersonTexts.NameOnDocuments(command.NameOnDocuments)
        );
        var person = Person.Introduce(command.PersonId, details, clock.GetCurrentInstant());
        var email = command.Email is { } address ? PersonTexts.Email(address) : null;
        await work.Begin(ct);
        db.People.Add(person);
        db.Accounts.Add(Account.WithoutLogin(person.Id, email));
        try
        {
            await work.Flush(ct);
            return Done.Value;
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return PersonErrors.BeingIntroduced;
        }
    }
}

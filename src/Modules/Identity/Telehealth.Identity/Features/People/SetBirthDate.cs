using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class SetBirthDateValidator : AbstractValidator<SetBirthDate>
{
    public SetBirthDateValidator(IClock clock) =>
        RuleFor(x => (LocalDate?)x.DateOfBirth).IsDateOfBirth(clock).OverridePropertyName("dateOfBirth");
}

internal sealed class SetBirthDateHandler(IdentityDbContext db, IWork work) : ICommandHandler<SetBirthDate, Done>
{
    public async Task<Result<Done>> Handle(SetBirthDate command, CancellationToken ct)
    {
        var person = await db.People.FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        await work.Begin(ct);
        person.CorrectBirthDate(command.DateOfBirth);
        work.Publish(new BirthDateCorrectedV1(person.Id), $"person:{person.Id}", person);
        return Done.Value;
    }
}

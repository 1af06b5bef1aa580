using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class NamePersonValidator : AbstractValidator<NamePerson>
{
    public NamePersonValidator()
    {
        RuleFor(x => x.NameOnDocuments).NotEmpty();
        RuleFor(x => (string?)x.NameOnDocuments)
            .IsNameOnDocuments(x => x.NameOnDocuments)
            .OverridePropertyName("nameOnDocuments");
    }
}

internal sealed class NamePersonHandler(IdentityDbContext db, IWork work) : ICommandHandler<NamePerson, Done>
{
    public async Task<Result<Done>> Handle(NamePerson command, CancellationToken ct)
    {
        var person = await db.People.FirstOrDefaultAsync(x => x.Id == command.PersonId, ct);
        if (person is null)
        {
            return PersonErrors.Unknown;
        }

        if (person.PrintedName is not null)
        {
            return Done.Value;
        }

        await work.Begin(ct);
        person.NameForDocuments(PersonTexts.Name(command.NameOnDocuments));
        work.Publish(new PersonNamedV1(person.Id), $"person:{person.Id}", person);
        return Done.Value;
    }
}

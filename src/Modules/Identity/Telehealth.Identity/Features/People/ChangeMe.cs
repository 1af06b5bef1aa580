using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Persistence;

namespace Telehealth.Identity.Features.People;

internal sealed class ChangeMeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut("/identity/me", Handle)
            .WithName("ChangeMe")
            .WithSummary("Changes the signed-in person's own account details; If-Match names the version read.")
            .WithTags("Identity")
            .AnswersNothing(
                StatusCodes.Status404NotFound,
                StatusCodes.Status412PreconditionFailed,
                StatusCodes.Status422UnprocessableEntity,
                StatusCodes.Status428PreconditionRequired
            );

    private static async Task<IResult> Handle(ChangeMeBody body, ISender sender, HttpContext http, CancellationToken ct)
    {
        if (http.IfMatch() is not { } version)
        {
            return RequestHeaders.PreconditionRequired();
        }

        var command = new ChangeMe(
            version,
            body.DisplayName,
            body.DateOfBirth,
            body.Country,
            body.TimeZone,
            body.Language,
            body.Phone,
            body.NameOnDocuments
        );
        return (await sender.Send(command, ct, http.IdempotencyKey())).ToHttp(x =>
            Results.NoContent().WithETag(x.Version)
        );
    }
}

/// <summary>All details a person may change; what is left out is emptied.</summary>
/// <param name="DisplayName">How to address the person, 1 to 80 characters.</param>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TimeZone">IANA zone.</param>
/// <param name="Language">BCP 47.</param>
/// <param name="DateOfBirth">Optional; once given only our support corrects it.</param>
/// <param name="Phone">Optional; a changed number must be verified again before it gets SMS.</param>
/// <param name="NameOnDocuments">
/// In Latin letters, for receipts and the like; needed when the display name is not in them.
/// </param>
public sealed record ChangeMeBody(
    string DisplayName,
    string Country,
    string TimeZone,
    string Language,
    LocalDate? DateOfBirth = null,
    string? Phone = null,
    string? NameOnDocuments = null
);

internal sealed record ChangeMe(
    long Version,
    string DisplayName,
    LocalDate? DateOfBirth,
    string Country,
    string TimeZone,
    string Language,
    string? Phone,
    string? NameOnDocuments
) : ICommand<ChangeMeAnswer>;

internal sealed record ChangeMeAnswer(long Version);

internal sealed class ChangeMeValidator : AbstractValidator<ChangeMe>
{
    public ChangeMeValidator(IClock clock)
    {
        RuleFor(x => x.DisplayName).IsName();
        RuleFor(x => x.NameOnDocuments).IsNameOnDocuments(x => x.DisplayName);
        RuleFor(x => x.DateOfBirth).IsDateOfBirth(clock);
        RuleFor(x => x.Country).IsCountry();
        RuleFor(x => x.TimeZone).IsTimeZone();
        RuleFor(x => x.Language).IsLanguage();
        RuleFor(x => x.Phone).IsPhone(x => x.Country);
    }
}

internal sealed class ChangeMeHandler(IdentityDbContext db, IWork work) : ICommandHandler<ChangeMe, ChangeMeAnswer>
{
    public async Task<Result<ChangeMeAnswer>> Handle(ChangeMe command, CancellationToken ct)
    {
        if (
            work.Actor.Person is not { } id
            || await db.People.FirstOrDefaultAsync(x => x.Id == id, ct) is not { } person
        )
        {
            return PersonErrors.Unknown;
        }

        if (person.Version != command.Version)
        {
            return PersonErrors.Changed;
        }

        await work.Begin(ct);
        var details = new PersonDetails(
            PersonTexts.Name(command.DisplayName),
            command.DateOfBirth,
            command.Country,
            command.TimeZone,
            command.Language,
            PersonTexts.Phone(command.Phone, command.Country),
            PersonTexts.NameOnDocuments(command.NameOnDocuments)
        );
        var unnamed = person.PrintedName is null;
        if (person.Change(details) is { } refusal)
        {
            return refusal;
        }

        if (unnamed)
        {
            work.Publish(new PersonNamedV1(id), $"person:{id}", person);
        }

        // The unit of work raises the version by one when something changed at all.
        await work.Flush(ct);
        return new ChangeMeAnswer(person.Version);
    }
}

using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.BirthDates;

internal sealed class CorrectBirthDateEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/compliance/birth-dates",
                async (BirthDateBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (
                        await sender.Send(
                            new CorrectBirthDate(body.Email, body.DateOfBirth, body.Seen),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp(_ => Results.NoContent())
            )
            .WithName("CorrectBirthDate")
            .WithSummary("Corrects a person's date of birth by a document that was seen; the audit says who did it")
            .WithTags("Consents")
            .AnswersNothing(StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound);
}

/// <summary>A date of birth, and by which document.</summary>
/// <param name="Email">Whose it is: the address of the account.</param>
/// <param name="DateOfBirth">As the document has it.</param>
/// <param name="Seen">Which document was seen.</param>
public sealed record BirthDateBody(string Email, LocalDate DateOfBirth, BirthDateDocument Seen);

/// <summary>What proves a date of birth.</summary>
public enum BirthDateDocument
{
    /// <summary>A passport.</summary>
    Passport,

    /// <summary>An identity card or driving licence.</summary>
    IdentityCard,

    /// <summary>A birth certificate.</summary>
    BirthCertificate,
}

[Needs(ComplianceModule.CorrectBirthDates)]
internal sealed record CorrectBirthDate(string Email, LocalDate DateOfBirth, BirthDateDocument Seen) : ICommand<Done>;

internal sealed class CorrectBirthDateValidator : AbstractValidator<CorrectBirthDate>
{
    public CorrectBirthDateValidator(IClock clock)
    {
        RuleFor(x => x.Email).NotEmpty().MaximumLength(254);
        // Before anything is written down.
        RuleFor(x => x.DateOfBirth)
            .Must(x => x < clock.GetCurrentInstant().InUtc().Date)
            .WithMessage("Please check the date of birth.");
    }
}

/// <summary>
/// Whether somebody needs a guardian's consent hangs on this date (COM-04), so nobody changes the own one. The line in
/// the audit is there before the change is.
/// </summary>
internal sealed class CorrectBirthDateHandler(ISender sender) : ICommandHandler<CorrectBirthDate, Done>
{
    public async Task<Result<Done>> Handle(CorrectBirthDate command, CancellationToken ct)
    {
        var found = await sender.Send(new FindPerson(command.Email), ct);
        if (found.Error is { } unknown)
        {
            return unknown;
        }

        var noted = await sender.Send(new NoteBirthDateCorrection(found.Value, command.Seen), ct);
        return noted.Error is { } refusal
            ? refusal
            : await sender.Send(new SetBirthDate(found.Value, command.DateOfBirth), ct);
    }
}

[InternalRequest]
internal sealed record NoteBirthDateCorrection(PersonId PersonId, BirthDateDocument Seen) : ICommand<Done>;

internal sealed class NoteBirthDateCorrectionHandler(IWork work, AuditTrail audit)
    : ICommandHandler<NoteBirthDateCorrection, Done>
{
    public async Task<Result<Done>> Handle(NoteBirthDateCorrection command, CancellationToken ct)
    {
        await work.Begin(ct);
        await audit.Add($"birth-date.correct.{command.Seen}", $"person:{command.PersonId}", ct);
        return Done.Value;
    }
}

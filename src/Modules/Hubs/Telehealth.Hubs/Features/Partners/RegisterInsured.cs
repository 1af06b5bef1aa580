using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Persistence;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Domain.Partners;
using Telehealth.Hubs.Persistence;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class RegisterInsuredEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/partner/insured",
                async (InsuredBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RegisterInsured(body), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("RegisterInsured")
            .WithSummary("A partner tells whom it insures and gives a package of visits")
            .WithDescription(
                "The person is known again by policy reference and date of birth alone. A package is given once for "
                    + "each consent reference: the same one again changes nothing."
            )
            .WithTags("Partner API")
            .Answers<InsuredAnswer>(200, 400, 403, 409, 422, 503)
            .Idempotent();
}

internal sealed record RegisterInsured(InsuredBody Body) : ICommand<InsuredAnswer>, IRequireIdempotencyKey;

internal sealed class RegisterInsuredValidator : AbstractValidator<RegisterInsured>
{
    public RegisterInsuredValidator()
    {
        RuleFor(x => x.Body.Name).IsLine(80).OverridePropertyName("name");
        RuleFor(x => x.Body.NameOnDocuments)
            .Must(x => x is null || ProgrammeRules.IsNameOnDocuments(x))
            .WithMessage("A name in Latin letters, 1 to 80 characters on one line.")
            .Must((x, given) => given is not null || DocumentLetters.CanCarry(x.Body.Name ?? ""))
            .WithMessage("Documents are printed in Latin letters and cannot carry this name: give it in them too.")
            .OverridePropertyName("nameOnDocuments");
        RuleFor(x => x.Body.Phone)
            .Must(ProgrammeRules.IsPhone)
            .WithMessage("A number such as +4791234567.")
            .OverridePropertyName("phone");
        RuleFor(x => x.Body.Country)
            .Must(Countries.IsCode)
            .WithMessage("A country code such as NO.")
            .OverridePropertyName("country");
        RuleFor(x => x.Body.Language)
            .Must(ProgrammeRules.IsLanguage)
            .WithMessage("A language such as nb.")
            .OverridePropertyName("language");
        RuleFor(x => x.Body.PolicyReference).IsLine(80).OverridePropertyName("policyReference");
        RuleFor(x => x.Body.ConsentReference).IsLine(80).OverridePropertyName("consentReference");
        RuleFor(x => x.Body.PackageVisits).InclusiveBetween(1, 100).OverridePropertyName("packageVisits");
        RuleFor(x => x.Body.Email)
            .Must(x => x is null || (x.Length <= 254 && !x.Any(char.IsControl)))
            .EmailAddress()
            .OverridePropertyName("email");
        RuleFor(x => x.Body.TimeZone)
            .Must(x => x is null || DateTimeZoneProviders.Tzdb.Ids.Contains(x))
            .WithMessage("A time zone such as Europe/Oslo.")
            .OverridePropertyName("timeZone");
    }
}

internal sealed class RegisterInsuredHandler(
    HubsDbContext db,
    IWork work,
    IClock clock,
    PartnerDoor door,
    ProgrammeKeys keys,
    InsuredBook book
) : ICommandHandler<RegisterInsured, InsuredAnswer>
{
    public async Task<Result<InsuredAnswer>> Handle(RegisterInsured command, CancellationToken ct)
    {
        var mine = await door.Mine(ct);
        if (mine.Error is { } stranger)
        {
            return stranger;
        }

        var (programme, body) = (mine.Value, command.Body);
        if (Refusal(programme, body) is { } refused)
        {
            return refused;
        }

        var key = keys.Open(programme);
        var match = BlindIndex.OfPolicy(key, body.PolicyReference, body.DateOfBirth);
        var person = InsuredPerson.IdOf(programme.Id, match);
        var consent = BlindIndex.OfConsent(key, body.ConsentReference);
        var package = VisitPackage.IdOf(person, consent);
        var given = await db.VisitPackages.AsNoTracking().FirstOrDefaultAsync(x => x.Id == package, ct);
        if (given is not null && given.Visits != body.PackageVisits)
        {
            return PartnerErrors.PackageDiffers;
        }

        var (policyText, consentText) = await book.Seal(person, package, body, ct);
        var told = await book.Tell(programme, person, package, body, ct);
        if (told.Error is { } failed)
        {
            return failed;
        }

        await work.Begin(ct);
        await Write(programme, person, match, consent, policyText, consentText, body, ct);
        return new InsuredAnswer(person, told.Value.Available.Units, told.Value.Reserved.Units);
    }

    private Error? Refusal(Programme programme, InsuredBody body)
    {
        var today = clock.GetCurrentInstant().InUtc().Date;
        if (body.DateOfBirth.Year < 1900 || body.DateOfBirth > today)
        {
            return Error.Invalid("hubs.birth-date-unlikely", "dateOfBirth", "Please check the date of birth.");
        }

        var spoken = ProgrammeRules.Spoken(body.Language);
        var covered =
            programme.Countries().Contains(body.Country)
            && programme.Languages().Any(x => ProgrammeRules.Spoken(x) == spoken);
        return !covered ? PartnerErrors.NotCovered
            : !programme.PackageSizes().Contains(body.PackageVisits)
                ? PartnerErrors.PackageUnknown(programme.PackageSizes())
            : null;
    }

    private async Task Write(
        Programme programme,
        PersonId person,
        string match,
        string consent,
        byte[] policyText,
        byte[] consentText,
        InsuredBody body,
        CancellationToken ct
    )
    {
        var now = clock.GetCurrentInstant();
        if (!await db.Insured.AnyAsync(x => x.Id == person, ct))
        {
            db.Insured.Add(new InsuredPerson(person, programme.Id, match, policyText, body.Language, now));
        }

        var package = new VisitPackage(person, consent, body.PackageVisits, consentText, now);
        if (!await db.VisitPackages.AnyAsync(x => x.Id == package.Id, ct))
        {
            db.VisitPackages.Add(package);
        }

        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            throw new DbUpdateConcurrencyException("Told twice at the same time; look again.", e);
        }
    }
}

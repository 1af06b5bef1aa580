using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Marketplace.Contracts;
using Telehealth.Marketplace.Domain.Calendar;
using Telehealth.Marketplace.Domain.Providers;
using Telehealth.Marketplace.Features.Calendar;
using Telehealth.Marketplace.Persistence;

namespace Telehealth.Marketplace.Features.Providers;

internal sealed class PutProfileEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPut(
                "/marketplace/providers/me/profile",
                async (ProfileBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new PutProfile(body, http.IfMatch()), ct)).ToVersionedHttp(x =>
                        Results.Ok(x).WithETag(x.Version)
                    )
            )
            .WithName("PutProfile")
            .WithSummary("Write your provider profile; once it exists, If-Match names the version you read")
            .WithTags("Provider profile")
            .Answers<MyProfileAnswer>(StatusCodes.Status200OK, Versions.Problems);
}

[Needs(MarketplaceModule.ManageProfile)]
internal sealed record PutProfile(ProfileBody Body, long? IfMatch) : ICommand<MyProfileAnswer>;

internal sealed class PutProfileValidator : AbstractValidator<PutProfile>
{
    public PutProfileValidator(IOptions<MarketplaceOptions> options)
    {
        RuleFor(x => x.Body.DisplayName).Required().OverridePropertyName("displayName");
        RuleFor(x => x.Body.DisplayName).OneLine(80).OverridePropertyName("displayName");
        RuleFor(x => x.Body.Bio).Paragraphs(4000).OverridePropertyName("bio");
        RuleFor(x => x.Body.PrimaryCategory)
            .Must(options.Value.AllCategories.Contains)
            .WithMessage($"Choose one of: {string.Join(", ", options.Value.AllCategories)}.")
            .OverridePropertyName("primaryCategory");
        RuleFor(x => x.Body.TimeZone)
            .Must(InputRules.IsZone)
            .WithMessage("Choose an IANA time zone such as Europe/London.")
            .OverridePropertyName("timeZone");
        RuleFor(x => x.Body.Modes)
            .Words(3, InputRules.IsMode, $"Choose {DeliveryModeNames.Allowed}.")
            .OverridePropertyName("modes");
        RuleFor(x => x.Body.Specialties ?? new List<string>())
            .Words(30, InputRules.IsSlug, "Lower-case words such as anxiety or burn-out.")
            .OverridePropertyName("specialties");
        RuleFor(x => x.Body.Languages ?? new List<string>())
            .Words(20, InputRules.IsLanguage, "Language codes such as en or pt-BR.")
            .OverridePropertyName("languages");
        RuleFor(x => x.Body.Qualifications ?? new List<string>())
            .Words(20, x => InputRules.IsLine(x, 120), "One line each, 120 characters at most.")
            .OverridePropertyName("qualifications");
        RuleFor(x => x.Body.Jurisdictions ?? new List<string>())
            .Words(60, InputRules.IsJurisdiction, "Codes such as GB or US-CA.")
            .OverridePropertyName("jurisdictions");
        RuleFor(x => x.Body.Gender)
            .Must(x => x is null || (x.Length <= 20 && InputRules.IsSlug(x)))
            .WithMessage("One lower-case word, or leave it out.")
            .OverridePropertyName("gender");
        When(x => x.Body.Billing is not null, ValidateBilling);
    }

    private void ValidateBilling()
    {
        RuleFor(x => x.Body.Billing!.LegalName).Required().OverridePropertyName("billing.legalName");
        RuleFor(x => x.Body.Billing!.LegalName).OneLine(120).Printable().OverridePropertyName("billing.legalName");
        RuleFor(x => x.Body.Billing!.AddressLines)
            .Must(x => x.Count is >= 1 and <= 5 && x.All(line => InputRules.IsLine(line, 80)))
            .WithMessage("One to five lines of at most 80 characters.")
            .Must(x => x.All(line => line is null || DocumentLetters.CanCarry(line)))
            .WithMessage(InputRules.NotPrintable)
            .OverridePropertyName("billing.addressLines");
        RuleFor(x => x.Body.Billing!.Country)
            .Must(Countries.IsCode)
            .WithMessage("A country code such as GB.")
            .OverridePropertyName("billing.country");
        RuleFor(x => x.Body.Billing!.VatNumber).OneLine(20).Printable().OverridePropertyName("billing.vatNumber");
        RuleFor(x => x.Body.Billing!.RegistrationBody)
            .OneLine(60)
            .Printable()
            .OverridePropertyName("billing.registrationBody");
        RuleFor(x => x.Body.Billing!.RegistrationNumber)
            .OneLine(40)
            .Printable()
            .OverridePropertyName("billing.registrationNumber");
    }
}

internal sealed class PutProfileHandler(
    MarketplaceDbContext db,
    IWork work,
    IClock clock,
    CalendarWriter calendars,
    IOptions<MarketplaceOptions> options
) : ICommandHandler<PutProfile, MyProfileAnswer>
{
    public async Task<Result<MyProfileAnswer>> Handle(PutProfile command, CancellationToken ct)
    {
        var id = ProviderId.Of(work.Actor.Person!.Value);
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        var profile = await db.Providers.Include(x => x.Tags).FirstOrDefaultAsync(x => x.Id == id, ct);
        var calendar = await db.Calendars.FirstOrDefaultAsync(x => x.ProviderId == id, ct);
        if (profile is null)
        {
            if (command.IfMatch is not null)
            {
                return ProfileErrors.NotFound;
            }

            profile = new ProviderProfile(id, now);
            db.Providers.Add(profile);
        }
        else if (Versions.Check(profile, command.IfMatch) is { } stale)
        {
            return stale;
        }

        var unnamed = !AnswerGetSupplier.Of(profile).CanBePrinted;
        profile.Describe(DetailsOf(command.Body), now);
        if (unnamed && AnswerGetSupplier.Of(profile).CanBePrinted)
        {
            work.Publish(new SupplierNamedV1(id), $"provider:{id}", profile);
        }

        if (calendar is null)
        {
            calendar = new ProviderCalendar(id, command.Body.TimeZone, now);
            db.Calendars.Add(calendar);
            await calendars.Materialise(calendar, now, ct);
        }
        else if (calendar.TimeZone != command.Body.TimeZone)
        {
            calendar.Move(command.Body.TimeZone, now);
            await calendars.Materialise(calendar, now, ct);
        }

        await work.Flush(ct);
        return MyProfileAnswer.Of(profile, options.Value.ListingThreshold);
    }

    private static ProfileDetails DetailsOf(ProfileBody body) =>
        new(
            body.DisplayName,
            body.Bio,
            body.PrimaryCategory,
            body.Specialties ?? [],
            body.Languages ?? [],
            body.Qualifications ?? [],
            body.Jurisdictions ?? [],
            body.Modes,
            body.TimeZone,
            body.Gender,
            body.Billing is { } billing
                ? new BillingDetails(
                    billing.LegalName,
                    billing.AddressLines,
                    billing.Country,
                    billing.VatNumber,
                    billing.RegistrationBody,
                    billing.RegistrationNumber
                )
                : null
        );
}

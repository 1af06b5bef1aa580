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
using Telehealth.Marketplace.Contracts;

namespace Telehealth.Hubs.Features.Partners;

internal sealed class CreateProgrammeEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/hubs/programmes",
                async (ProgrammeBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new CreateProgramme(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Created($"/api/v1/hubs/programmes/{x.Id}", x)
                    )
            )
            .WithName("CreateProgramme")
            .WithSummary("Sets up a partner's programme and publishes the rules of its channel")
            .WithTags("Partners")
            .Answers<CreatedProgramme>(201, 400, 403, 409);
}

/// <summary>What a partner and the platform agreed on.</summary>
/// <param name="Code">Lower-case letters, digits and dashes; names the channel: nordica is partner.nordica.</param>
/// <param name="Name">For people.</param>
/// <param name="PartnerClientId">client_id of the partner's system.</param>
/// <param name="Payer">Where the partner that pays is in business: the tax on its visits follows from it.</param>
/// <param name="Countries">ISO 3166-1 alpha-2 codes the programme covers.</param>
/// <param name="Languages">BCP 47 languages visits are held in.</param>
/// <param name="PackageSizes">How many visits a package may have.</param>
/// <param name="PricePerVisit">What the partner owes for a visit.</param>
/// <param name="PlatformShareBasisPoints">What of it the platform keeps; 3000 is 30 %.</param>
/// <param name="InsurerLine">Where an insured person books while visits are left.</param>
/// <param name="PrivateLine">Where the same person books once they are used up.</param>
public sealed record ProgrammeBody(
    string Code,
    string Name,
    string PartnerClientId,
    PayerBody Payer,
    IReadOnlyList<string> Countries,
    IReadOnlyList<string> Languages,
    IReadOnlyList<int> PackageSizes,
    Money PricePerVisit,
    int PlatformShareBasisPoints,
    string InsurerLine,
    string PrivateLine
);

/// <summary>Where a partner that pays is in business.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="VatNumber">Its VAT registration, or null when it has none; at most 20 characters.</param>
public sealed record PayerBody(string Country, string? VatNumber = null);

/// <summary>The new programme.</summary>
/// <param name="Id">The programme.</param>
/// <param name="Channel">Its channel: providers open time on it, visits are booked through it.</param>
public sealed record CreatedProgramme(ProgrammeId Id, string Channel);

[Needs(HubsModule.ManageProgrammes)]
internal sealed record CreateProgramme(ProgrammeBody Body) : ICommand<CreatedProgramme>;

internal sealed class CreateProgrammeValidator : AbstractValidator<CreateProgramme>
{
    private const int MostWords = 50;

    public CreateProgrammeValidator()
    {
        RuleFor(x => x.Body.Code)
            .Must(ProgrammeRules.IsCode)
            .WithMessage("Lower-case letters, digits and dashes; at most 30.")
            .OverridePropertyName("code");
        RuleFor(x => x.Body.Name).IsLine(80).OverridePropertyName("name");
        RuleFor(x => x.Body.PartnerClientId).IsLine(100).OverridePropertyName("partnerClientId");
        RuleFor(x => x.Body.Payer).SetValidator(new PayerBodyValidator()).OverridePropertyName("payer");
        RuleFor(x => x.Body.Countries)
            .Must(x => Some(x) && x.All(Countries.IsCode))
            .WithMessage("Country codes such as NO, each once.")
            .OverridePropertyName("countries");
        RuleFor(x => x.Body.Languages)
            .Must(x => Some(x) && x.All(ProgrammeRules.IsLanguage))
            .WithMessage("Languages such as nb, each once.")
            .OverridePropertyName("languages");
        RuleFor(x => x.Body.PackageSizes)
            .Must(x => Some(x) && x.All(y => y is >= 1 and <= 100) && x.Count <= 20)
            .WithMessage("Numbers of visits from 1 to 100, each once.")
            .OverridePropertyName("packageSizes");
        RuleFor(x => x.Body.PricePerVisit)
            .Must(x => x.Minor is > 0 and <= 10_000_000)
            .WithMessage("Say what a visit costs, in minor units.")
            .OverridePropertyName("pricePerVisit");
        RuleFor(x => x.Body.PlatformShareBasisPoints)
            .InclusiveBetween(0, 10_000)
            .OverridePropertyName("platformShareBasisPoints");
        RuleFor(x => x.Body.InsurerLine).IsLine(80).OverridePropertyName("insurerLine");
        RuleFor(x => x.Body.PrivateLine).IsLine(80).OverridePropertyName("privateLine");
    }

    private static bool Some<T>(IReadOnlyList<T> words) =>
        words.Count is > 0 and <= MostWords && words.Distinct().Count() == words.Count;
}

internal sealed class PayerBodyValidator : AbstractValidator<PayerBody>
{
    public PayerBodyValidator()
    {
        RuleFor(x => x.Country).Country().OverridePropertyName("country");
        RuleFor(x => x.VatNumber).VatNumber().OverridePropertyName("vatNumber");
    }
}

internal sealed class CreateProgrammeHandler(
    HubsDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    ProgrammeKeys keys
) : ICommandHandler<CreateProgramme, CreatedProgramme>
{
    public async Task<Result<CreatedProgramme>> Handle(CreateProgramme command, CancellationToken ct)
    {
        var terms = TermsOf(command.Body);
        if (await db.Programmes.AnyAsync(x => x.Code == terms.Code || x.ClientId == terms.ClientId, ct))
        {
            return PartnerErrors.CodeTaken;
        }

        // Published first: a programme without its rules could not be booked, rules without a programme harm nobody.
        var published = await sender.Send(
            new PublishChannelPolicy(Programme.Policy(terms)),
            ct,
            work.StepKey("policy")
        );
        if (published.Error is { } refused)
        {
            return refused;
        }

        var sealedKey = keys.NewSealed();
        await work.Begin(ct);
        var programme = new Programme(
            new ProgrammeId(work.DerivedId("programme")),
            terms,
            sealedKey,
            clock.GetCurrentInstant()
        );
        db.Programmes.Add(programme);
        try
        {
            await work.Flush(ct);
        }
        catch (DbUpdateException e) when (DbErrors.IsUniqueViolation(e))
        {
            return PartnerErrors.CodeTaken;
        }

        return new CreatedProgramme(programme.Id, programme.Channel);
    }

    private static ProgrammeTerms TermsOf(ProgrammeBody body) =>
        new(
            body.Code,
            body.Name,
            body.PartnerClientId,
            BusinessPlaces.Of(body.Payer.Country, body.Payer.VatNumber),
            body.Countries,
            body.Languages,
            body.PackageSizes,
            body.PricePerVisit,
            body.PlatformShareBasisPoints,
            body.InsurerLine,
            body.PrivateLine
        );
}

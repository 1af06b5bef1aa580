using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.BuildingBlocks.Infrastructure.Security;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class RecordConsentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/compliance/consents",
                async (ConsentBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RecordConsent(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Json(x, statusCode: StatusCodes.Status201Created)
                    )
            )
            .WithName("RecordConsent")
            .WithSummary(
                "Record a parent's or guardian's consent with its evidence; sessions can be booked from then on"
            )
            .WithTags("Consents")
            .Answers<ConsentRecordedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound,
                StatusCodes.Status422UnprocessableEntity
            );
}

/// <summary>A parent's or guardian's consent. Names, scope and the document are stored encrypted.</summary>
/// <param name="ClientId">The client under age.</param>
/// <param name="GuardianName">The adult who consents.</param>
/// <param name="Relationship">How the adult is responsible for the client.</param>
/// <param name="Method">How the consent was given.</param>
/// <param name="Scope">What was agreed to.</param>
/// <param name="GivenOn">The day it was given.</param>
/// <param name="Evidence">The signed form or the call's record: PDF, JPEG or PNG in base64, 700 kB at most.</param>
/// <param name="GuardianId">The adult's own account, if there is one; it may withdraw the consent there.</param>
/// <param name="Note">Court orders, who may see what.</param>
public sealed record ConsentBody(
    PersonId ClientId,
    string GuardianName,
    GuardianRelationship Relationship,
    ConsentMethod Method,
    string Scope,
    LocalDate GivenOn,
    byte[] Evidence,
    PersonId? GuardianId = null,
    string? Note = null
);

/// <summary>The consent is recorded.</summary>
/// <param name="Id">The consent.</param>
/// <param name="ReviewDueAt">Until when it has to be looked at again.</param>
public sealed record ConsentRecordedAnswer(Guid Id, Instant ReviewDueAt);

[Needs(ComplianceModule.ManageConsents)]
internal sealed record RecordConsent(ConsentBody Body) : ICommand<ConsentRecordedAnswer>;

internal sealed class RecordConsentValidator : AbstractValidator<RecordConsent>
{
    public RecordConsentValidator(IClock clock)
    {
        RuleFor(x => x.Body.GuardianName)
            .IsWritten(200, "Please write the adult's full name.")
            .OverridePropertyName("guardianName");
        RuleFor(x => x.Body.Scope).IsWritten(1_000, "Please write what was agreed to.").OverridePropertyName("scope");
        RuleFor(x => x.Body.Note).MayBeWritten(2_000).OverridePropertyName("note");
        RuleFor(x => x.Body.Relationship).IsInEnum().OverridePropertyName("relationship");
        RuleFor(x => x.Body.Method).IsInEnum().OverridePropertyName("method");
        RuleFor(x => x.Body.GivenOn)
            .Must(x => x <= clock.GetCurrentInstant().InUtc().Date.PlusDays(1) && x.Year >= 2000)
            .WithMessage("Please check the day it was given.")
            .OverridePropertyName("givenOn");
        RuleFor(x => x.Body.Evidence)
            .Must(x => EvidenceFile.TypeOf(x) is not null)
            .WithMessage("Please choose a PDF, JPEG or PNG of at most 700 kB.")
            .OverridePropertyName("evidence");
    }
}

internal sealed class RecordConsentHandler(
    ComplianceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    IPersonVault vault,
    AuditTrail audit,
    ConsentReviews reviews
) : ICommandHandler<RecordConsent, ConsentRecordedAnswer>
{
    public async Task<Result<ConsentRecordedAnswer>> Handle(RecordConsent command, CancellationToken ct)
    {
        var body = command.Body;
        var by = work.Actor.Person!.Value;
        var now = clock.GetCurrentInstant();
        if (await Refusal(body, by, now, ct) is { } refused)
        {
            return refused;
        }

        var id = work.DerivedId("consent");
        var details = await ConsentTexts.Seal(
            vault,
            body.ClientId,
            id,
            new ConsentDetails(body.GuardianName.Trim(), body.Scope, body.Note),
            ct
        );
        var document = await vault.SealBytes(body.ClientId, ConsentTexts.EvidenceOf(id), body.Evidence, ct);
        await work.Begin(ct);
        var consent = new GuardianConsent(
            id,
            body.ClientId,
            body.GuardianId,
            body.Relationship,
            body.Method,
            body.GivenOn
        );
        consent.Record(details, by, now, reviews.After(now));
        db.Consents.Add(consent);
        db.Evidence.Add(
            new ConsentEvidence
            {
                ConsentId = id,
                ContentType = EvidenceFile.TypeOf(body.Evidence)!,
                SealedContent = document,
            }
        );
        await audit.Add("consent.recorded", $"consent:{id}", ct);
        return new ConsentRecordedAnswer(id, consent.ReviewDueAt);
    }

    private async Task<Error?> Refusal(ConsentBody body, PersonId by, Instant now, CancellationToken ct)
    {
        var client = await sender.Send(new GetBirthDate(body.ClientId), ct);
        if (client.Error is { } unknown)
        {
            return unknown;
        }

        if (client.Value.Date is null || ComingOfAge.IsReached(client.Value, now) || body.ClientId == by)
        {
            return ConsentErrors.NotUnderAge;
        }

        if (body.GuardianId is not { } guardian)
        {
            return null;
        }

        var adult = await sender.Send(new GetBirthDate(guardian), ct);
        return adult.Error is { } error ? error
            : guardian == body.ClientId || !ComingOfAge.IsReached(adult.Value, now) ? ConsentErrors.NoGuardian
            : null;
    }
}

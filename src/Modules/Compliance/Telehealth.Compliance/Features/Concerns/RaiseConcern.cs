using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Features.Cases;
using Telehealth.Compliance.Persistence;
using Telehealth.Sessions.Contracts;

namespace Telehealth.Compliance.Features.Concerns;

internal sealed class RaiseConcernEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost(
                "/compliance/concerns",
                async (ConcernBody body, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new RaiseConcern(body), ct, http.IdempotencyKey())).ToHttp(x =>
                        Results.Json(x, statusCode: StatusCodes.Status201Created)
                    )
            )
            .WithName("RaiseConcern")
            .WithSummary("Raise a safeguarding concern; in immediate danger call the emergency services first")
            .WithTags("Safeguarding")
            .Answers<ConcernReceivedAnswer>(
                StatusCodes.Status201Created,
                StatusCodes.Status403Forbidden,
                StatusCodes.Status404NotFound
            );
}

/// <summary>A safeguarding concern. All of it is stored encrypted and read by the safeguarding team alone.</summary>
/// <param name="Category">What kind of harm.</param>
/// <param name="Severity">How soon somebody has to act.</param>
/// <param name="Facts">What you saw and heard, in the person's own words where you can.</param>
/// <param name="Whereabouts">Where the person is now, as far as you know.</param>
/// <param name="ActionsTaken">What you did so far.</param>
/// <param name="Opinion">What you make of it; kept apart from the facts.</param>
/// <param name="SessionId">The session it came up in: one of your own.</param>
/// <param name="Who">Who it is about, in words, when it was in no session.</param>
/// <param name="EmergencyCallAt">When you called the emergency services, if you did.</param>
/// <param name="EmergencyReference">The reference they gave you.</param>
public sealed record ConcernBody(
    ConcernCategory Category,
    ConcernSeverity Severity,
    string Facts,
    string Whereabouts,
    string ActionsTaken,
    string? Opinion = null,
    SessionId? SessionId = null,
    string? Who = null,
    Instant? EmergencyCallAt = null,
    string? EmergencyReference = null
);

/// <summary>The concern is with the safeguarding team.</summary>
/// <param name="Id">Its id, to refer to it by.</param>
/// <param name="ReceivedAt">When it arrived.</param>
/// <param name="Message">What happens now, for whoever raised it.</param>
public sealed record ConcernReceivedAnswer(Guid Id, Instant ReceivedAt, string Message);

[Needs(ComplianceModule.RaiseConcerns)]
internal sealed record RaiseConcern(ConcernBody Body) : ICommand<ConcernReceivedAnswer>;

internal sealed class RaiseConcernValidator : AbstractValidator<RaiseConcern>
{
    public RaiseConcernValidator(IClock clock)
    {
        RuleFor(x => x.Body.Category).IsInEnum().OverridePropertyName("category");
        RuleFor(x => x.Body.Severity).IsInEnum().OverridePropertyName("severity");
        RuleFor(x => x.Body.Facts)
            .IsWritten(10_000, "Please write what you saw or heard.")
            .OverridePropertyName("facts");
        RuleFor(x => x.Body.Whereabouts)
            .IsWritten(1_000, "Please write where the person is now, or that you do not know.")
            .OverridePropertyName("whereabouts");
        RuleFor(x => x.Body.ActionsTaken)
            .IsWritten(4_000, "Please write what you did so far, or that you did nothing yet.")
            .OverridePropertyName("actionsTaken");
        RuleFor(x => x.Body.Opinion).MayBeWritten(4_000).OverridePropertyName("opinion");
        RuleFor(x => x.Body.Who).MayBeWritten(500).OverridePropertyName("who");
        RuleFor(x => x.Body.EmergencyReference).MayBeWritten(200).OverridePropertyName("emergencyReference");
        RuleFor(x => x.Body.Who)
            .Must((x, who) => x.Body.SessionId is not null || !string.IsNullOrWhiteSpace(who))
            .WithMessage("Please say who it is about.")
            .OverridePropertyName("who");
        RuleFor(x => x.Body.EmergencyCallAt)
            .Must(x => x is not { } at || at <= clock.GetCurrentInstant() + Duration.FromMinutes(5))
            .WithMessage("Please check the time of the call.")
            .OverridePropertyName("emergencyCallAt");
    }
}

internal sealed class RaiseConcernHandler(
    ComplianceDbContext db,
    IWork work,
    ISender sender,
    IClock clock,
    CaseVault vault,
    AuditTrail audit
) : ICommandHandler<RaiseConcern, ConcernReceivedAnswer>
{
    public async Task<Result<ConcernReceivedAnswer>> Handle(RaiseConcern command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } author)
        {
            return CaseErrors.NotYours;
        }

        var about = await About(command.Body.SessionId, author, ct);
        if (about.Error is { } foreign)
        {
            return foreign;
        }

        var now = clock.GetCurrentInstant();
        var id = work.DerivedId("case");
        var sealedRecord = await vault.Seal(id, RecordOf(command.Body, about.Value.Person), ct);
        await work.Begin(ct);
        var raised = new SafeguardingCase(id, author, command.Body.Severity, sealedRecord, now);
        db.Cases.Add(raised);
        db.CaseEntries.Add(
            new CaseEntry
            {
                CaseId = id,
                Number = raised.NextEntry(),
                Id = work.DerivedId("entry"),
                Kind = CaseEntryKind.Raised,
                By = author,
                At = now,
            }
        );
        await audit.Add("case.raised", $"case:{id}", ct);
        work.Publish(new ConcernRaisedV1(id), $"case:{id}", raised);
        return new ConcernReceivedAnswer(id, now, Words(command.Body));
    }

    // Staff may name a session too; a provider names only the own ones.
    private async Task<Result<Subject>> About(SessionId? session, PersonId author, CancellationToken ct)
    {
        if (session is not { } id)
        {
            return new Subject(null);
        }

        var parties = await sender.Send(new GetSessionParties(id), ct);
        if (parties.Error is { Kind: ErrorKind.Unavailable } busy)
        {
            return busy;
        }

        var isStaff = work.Actor.Roles.Overlaps(Roles.Staff);
        return parties.Error is null && (isStaff || parties.Value.ProviderId.Person == author)
            ? new Subject(parties.Value.ClientId)
            : CaseErrors.NotYours;
    }

    private static ConcernRecord RecordOf(ConcernBody body, PersonId? about) =>
        new(
            body.Category,
            about,
            body.Who,
            body.SessionId,
            body.Facts,
            body.Opinion,
            body.Whereabouts,
            body.ActionsTaken,
            body.EmergencyCallAt,
            body.EmergencyReference
        );

    private static string Words(ConcernBody body) =>
        body is { Severity: ConcernSeverity.ImmediateDanger, EmergencyCallAt: null }
            ? "The safeguarding team has it. If you have not called the emergency services yet, please do it now."
            : "The safeguarding team has it and takes it from here. Thank you for speaking up.";

    private sealed record Subject(PersonId? Person);
}

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Modules;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Consents;

internal sealed class ChangeConsentEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/compliance/consents/{id:guid}/review",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new ReviewConsent(id), ct, http.IdempotencyKey())).ToHttp()
            )
            .WithName("ReviewConsent")
            .WithSummary("Say that a consent still holds; the next review is due half a year later")
            .WithTags("Consents")
            .Answers<ConsentRecordedAnswer>(StatusCodes.Status200OK, Problems);
        api.MapPost(
                "/compliance/consents/{id:guid}/withdraw",
                async (Guid id, ISender sender, HttpContext http, CancellationToken ct) =>
                    (await sender.Send(new WithdrawConsent(id), ct, http.IdempotencyKey())).ToHttp(_ =>
                        Results.NoContent()
                    )
            )
            .WithName("WithdrawConsent")
            .WithSummary("Withdraw a consent, as the guardian or for the guardian; it counts at once")
            .WithTags("Consents")
            .AnswersNothing(Problems);
    }

    private static int[] Problems =>
        [StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];
}

[Needs(ComplianceModule.ReviewConsents)]
internal sealed record ReviewConsent(Guid Id) : ICommand<ConsentRecordedAnswer>;

internal sealed class ReviewConsentHandler(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    AuditTrail audit,
    ConsentReviews reviews
) : ICommandHandler<ReviewConsent, ConsentRecordedAnswer>
{
    public async Task<Result<ConsentRecordedAnswer>> Handle(ReviewConsent command, CancellationToken ct)
    {
        var now = clock.GetCurrentInstant();
        await work.Begin(ct);
        await audit.Add("consent.reviewed", $"consent:{command.Id}", ct);
        var consent = await db.Consents.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (consent is null)
        {
            return ConsentErrors.NotFound;
        }

        return consent.Review(work.Actor.Person!.Value, now, reviews.After(now)) is { } refused
            ? refused
            : new ConsentRecordedAnswer(consent.Id, consent.ReviewDueAt);
    }
}

/// <summary>By whoever may manage consents, or the guardian whose it is; others are told that there is none.</summary>
internal sealed record WithdrawConsent(Guid Id) : ICommand<Done>;

internal sealed class WithdrawConsentHandler(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    AuditTrail audit,
    PermissionCatalog permissions
) : ICommandHandler<WithdrawConsent, Done>
{
    public async Task<Result<Done>> Handle(WithdrawConsent command, CancellationToken ct)
    {
        await work.Begin(ct);
        await audit.Add("consent.withdrawn", $"consent:{command.Id}", ct);
        var consent = await db.Consents.FirstOrDefaultAsync(x => x.Id == command.Id, ct);
        if (
            consent is null
            || work.Actor.Person is not { } by
            || (consent.GuardianId != by && !permissions.Grants(work.Actor, ComplianceModule.ManageConsents))
        )
        {
            return ConsentErrors.NotFound;
        }

        return consent.Withdraw(by, clock.GetCurrentInstant()) is { } refused ? refused : Done.Value;
    }
}

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
using Telehealth.Compliance.Contracts;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;

namespace Telehealth.Compliance.Features.Clearance;

internal sealed class DecideClearanceEndpoint : IEndpoint
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapPost(
                "/compliance/clearance-files/{providerId}/grant",
                async (
                    ProviderId providerId,
                    GrantClearanceBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (
                        await sender.Send(
                            new DecideClearance(providerId, Grant: true, body.Reason),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("GrantClearance")
            .WithSummary("Clear a provider: it is listed and can be booked")
            .WithTags("Clearance")
            .Answers<ClearanceDecidedAnswer>(StatusCodes.Status200OK, Problems);
        api.MapPost(
                "/compliance/clearance-files/{providerId}/withdraw",
                async (
                    ProviderId providerId,
                    WithdrawClearanceBody body,
                    ISender sender,
                    HttpContext http,
                    CancellationToken ct
                ) =>
                    (
                        await sender.Send(
                            new DecideClearance(providerId, Grant: false, body.Reason),
                            ct,
                            http.IdempotencyKey()
                        )
                    ).ToHttp()
            )
            .WithName("WithdrawClearance")
            .WithSummary("Take clearance away: the provider is unlisted at once, its future bookings are flagged")
            .WithTags("Clearance")
            .Answers<ClearanceDecidedAnswer>(StatusCodes.Status200OK, Problems);
    }

    private static int[] Problems =>
        [StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict];
}

/// <summary>Grants clearance.</summary>
/// <param name="Reason">What was checked, or nothing.</param>
public sealed record GrantClearanceBody(string? Reason = null);

/// <summary>Withdraws clearance.</summary>
/// <param name="Reason">Why; kept in the decision log.</param>
public sealed record WithdrawClearanceBody(string Reason);

/// <summary>The decision is made.</summary>
public sealed record ClearanceDecidedAnswer(ProviderId ProviderId, ClearanceState State, long Number);

[Needs(ComplianceModule.DecideClearance)]
internal sealed record DecideClearance(ProviderId ProviderId, bool Grant, string? Reason)
    : ICommand<ClearanceDecidedAnswer>;

internal sealed class DecideClearanceValidator : AbstractValidator<DecideClearance>
{
    public DecideClearanceValidator()
    {
        RuleFor(x => x.Reason)
            .Must((command, reason) => command.Grant || !string.IsNullOrWhiteSpace(reason))
            .WithMessage("Please say why.");
        RuleFor(x => x.Reason)
            .Must(x => x is null || (x.Length <= 1000 && !x.Any(c => char.IsControl(c) && c is not ('\n' or '\r'))))
            .WithMessage("Please use at most 1000 characters of plain text.");
    }
}

internal sealed class DecideClearanceHandler(ComplianceDbContext db, IWork work, IClock clock, AuditTrail audit)
    : ICommandHandler<DecideClearance, ClearanceDecidedAnswer>
{
    public async Task<Result<ClearanceDecidedAnswer>> Handle(DecideClearance command, CancellationToken ct)
    {
        if (work.Actor.Person is not { } reviewer || command.ProviderId.Person == reviewer)
        {
            return ClearanceErrors.OwnFile;
        }

        await work.Begin(ct);
        var file = await db.ClearanceFiles.FirstOrDefaultAsync(x => x.ProviderId == command.ProviderId, ct);
        if (file is null)
        {
            return ClearanceErrors.NotFound;
        }

        var now = clock.GetCurrentInstant();
        var decision = command.Grant
            ? file.Grant(reviewer, command.Reason, now)
            : file.Withdraw(reviewer, command.Reason!, now);
        if (decision is null)
        {
            return command.Grant ? ClearanceErrors.NotAwaiting : ClearanceErrors.AlreadyWithdrawn;
        }

        await audit.Add(command.Grant ? "clearance.granted" : "clearance.taken", $"provider:{file.ProviderId}", ct);
        db.ClearanceDecisions.Add(decision);
        work.Publish(
            new ClearanceChangedV1(file.ProviderId, file.IsCleared, file.Decisions),
            $"provider:{file.ProviderId}",
            file
        );
        return new ClearanceDecidedAnswer(file.ProviderId, file.State, decision.Number);
    }
}

using FluentValidation;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Audit;
using Telehealth.Compliance.Persistence;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Features.Cases;

/// <summary>
/// One step of a case by one of the team: what it is, and what is written down of it. The doors to it are in
/// CaseStepEndpoints.
/// </summary>
internal sealed record TakeCaseStep(
    Guid CaseId,
    CaseEntryKind Kind,
    string? Text = null,
    string? Authority = null,
    string? Contact = null,
    string? Reference = null,
    Instant? DoneAt = null
) : ICommand<CaseStepAnswer>;

internal sealed class TakeCaseStepValidator : AbstractValidator<TakeCaseStep>
{
    public TakeCaseStepValidator(IClock clock)
    {
        RuleFor(x => x.Text)
            .Must((step, text) => !NeedsWords(step.Kind) || !string.IsNullOrWhiteSpace(text))
            .WithMessage("Please write the reasons down.");
        RuleFor(x => x.Text).MayBeWritten(10_000);
        When(
            x => x.Kind == CaseEntryKind.Referred,
            () =>
            {
                RuleFor(x => x.Authority).IsWritten(200, "Please name the authority.");
                RuleFor(x => x.Contact).IsWritten(200, "Please write who took the call.");
                RuleFor(x => x.DoneAt).NotNull().WithMessage("Please write when you phoned.");
            }
        );
        RuleFor(x => x.Reference).MayBeWritten(200);
        RuleFor(x => x.DoneAt)
            .Must(x => x is not { } at || at <= clock.GetCurrentInstant() + Duration.FromMinutes(5))
            .WithMessage("This time has not come yet.");
    }

    private static bool NeedsWords(CaseEntryKind kind) =>
        kind is not (CaseEntryKind.Acknowledged or CaseEntryKind.ReferralConfirmed);
}

internal sealed class TakeCaseStepHandler(
    ComplianceDbContext db,
    IWork work,
    IClock clock,
    CaseVault vault,
    AuditTrail audit,
    ISender sender,
    WorkingTime time
) : ICommandHandler<TakeCaseStep, CaseStepAnswer>
{
    public async Task<Result<CaseStepAnswer>> Handle(TakeCaseStep command, CancellationToken ct)
    {
        if (
            !SafeguardingTeam.Includes(work.Actor)
            || work.Actor.Person is not { } by
            || !await db.Cases.AnyAsync(x => x.Id == command.CaseId, ct)
        )
        {
            return CaseErrors.NotFound;
        }

        if (command.Kind == CaseEntryKind.Closed && await Invented(command.CaseId, by, ct) is { } alone)
        {
            return alone;
        }

        var now = clock.GetCurrentInstant();
        var entry = work.DerivedId("entry");
        var content = ContentOf(command) is { } words ? await vault.Seal(command.CaseId, entry, words, ct) : null;
        await work.Begin(ct);
        await audit.Add($"case.{Name(command.Kind)}", $"case:{command.CaseId}", ct);
        var found = await db.Cases.FirstAsync(x => x.Id == command.CaseId, ct);
        if (Take(found, command, by, now) is { } refused)
        {
            return refused;
        }

        var line = new CaseEntry
        {
            CaseId = found.Id,
            Number = found.NextEntry(),
            Id = entry,
            Kind = command.Kind,
            By = by,
            At = now,
            SealedContent = content,
        };
        db.CaseEntries.Add(line);
        return new CaseStepAnswer(line.Number, found.State, found.NextStep, found.DueAt);
    }

    // A second lead whom the same administrator brought in could be the first one again.
    private async Task<Error?> Invented(Guid caseId, PersonId by, CancellationToken ct)
    {
        var first = await db.Cases.Where(x => x.Id == caseId).Select(x => x.ClosingBy).FirstOrDefaultAsync(ct);
        if (first is null || first == by)
        {
            return null;
        }

        var independent = await sender.Send(new IsIndependent(by, [first.Value]), ct);
        return independent.Error ?? (independent.Value ? null : CaseErrors.NotIndependent);
    }

    private Error? Take(SafeguardingCase found, TakeCaseStep command, PersonId by, Instant now) =>
        command.Kind switch
        {
            CaseEntryKind.Acknowledged => found.Acknowledge(by, now, time),
            CaseEntryKind.NoFurtherAction or CaseEntryKind.Advised => found.Decide(now, time),
            CaseEntryKind.Referred => found.Refer(command.DoneAt ?? now),
            CaseEntryKind.ReferralConfirmed => found.ConfirmReferral(now, time),
            CaseEntryKind.AuthorityAnswered => found.HearFromAuthority(now, time),
            CaseEntryKind.Noted => found.Note(),
            CaseEntryKind.ClosingProposed => found.ProposeClosing(by, now, time),
            CaseEntryKind.Closed => found.AnswerClosing(by, agreed: true, now, time),
            CaseEntryKind.ClosingRefused => found.AnswerClosing(by, agreed: false, now, time),
            _ => CaseErrors.NotNow,
        };

    private static EntryContent? ContentOf(TakeCaseStep x) =>
        x is { Text: null, Authority: null, Reference: null }
            ? null
            : new EntryContent(x.Text ?? "", x.Authority, x.Contact, x.Reference, x.DoneAt);

    private static string Name(CaseEntryKind kind) =>
        kind switch
        {
            CaseEntryKind.NoFurtherAction or CaseEntryKind.Advised => "decided",
            CaseEntryKind.ReferralConfirmed => "referral-confirmed",
            CaseEntryKind.AuthorityAnswered => "authority-answered",
            CaseEntryKind.ClosingProposed => "closing-proposed",
            CaseEntryKind.ClosingRefused => "closing-refused",
            _ => kind.ToString().ToLowerInvariant(),
        };
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Options;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Cases;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>One case: what it says, what was done, and the next step.</summary>
[Authorize]
internal sealed class CaseModel(ISender sender, IActorSource actors, IOptions<ComplianceOptions> options, IClock clock)
    : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Id { get; set; }

    [BindProperty]
    public CaseEntryKind Kind { get; set; }

    [BindProperty]
    public string? Text { get; set; }

    [BindProperty]
    public string? Authority { get; set; }

    [BindProperty]
    public string? Contact { get; set; }

    [BindProperty]
    public string? Reference { get; set; }

    [BindProperty]
    public string? DoneAt { get; set; }

    public CaseAnswer Found { get; private set; } = null!;

    public PeopleNames Names { get; } = new(sender);

    public bool IsSecondPerson => Found.ClosingBy != actors.Current.Person;

    public bool MayTakeOn =>
        Found.Case.State is CaseState.Raised or CaseState.Open && Found.Case.Lead != actors.Current.Person;

    public bool IsReferralStep => Found.Case.State == CaseState.Open;

    /// <summary>The steps that are possible now, the one that is due first.</summary>
    public IReadOnlyList<SelectListItem> Choices =>
        [.. Possible().Select(x => new SelectListItem(WordsOf(x), x.ToString(), x == Kind))];

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostAcknowledge(string key, CancellationToken ct) =>
        await Next(new TakeCaseStep(Id, CaseEntryKind.Acknowledged), key, "You lead this case now.", ct);

    public async Task<IActionResult> OnPostStep(string key, CancellationToken ct)
    {
        var done = SafeguardingWords.Moment(DoneAt, options.Value.Zone);
        var referral = Kind is CaseEntryKind.Referred or CaseEntryKind.ReferralConfirmed;
        var step = new TakeCaseStep(
            Id,
            Kind,
            Text,
            Kind == CaseEntryKind.Referred ? Authority : null,
            Kind == CaseEntryKind.Referred ? Contact : null,
            referral ? Reference : null,
            referral ? done : null
        );
        return await Next(step, key, "It is in the log.", ct);
    }

    private async Task<IActionResult> Next(TakeCaseStep step, string key, string said, CancellationToken ct)
    {
        var taken = await sender.Send(step, ct, key);
        if (taken.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say(said);
        return RedirectToPage(new { id = Id });
    }

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var found = await sender.Send(new ReadCase(Id), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        DoneAt ??= SafeguardingWords.Field(clock.GetCurrentInstant(), options.Value.Zone);
        await Names.Know([Found.RaisedBy, Found.About, Found.Case.Lead, .. Found.Log.Select(x => x.By)], ct);
        return null;
    }

    private IEnumerable<CaseEntryKind> Possible()
    {
        if (Found.Case.State == CaseState.Closing)
        {
            return IsSecondPerson
                ? [CaseEntryKind.Closed, CaseEntryKind.ClosingRefused, CaseEntryKind.Noted]
                : [CaseEntryKind.Noted];
        }

        CaseEntryKind[] decisions = [CaseEntryKind.Referred, CaseEntryKind.Advised, CaseEntryKind.NoFurtherAction];
        return Found.Case.NextStep switch
        {
            CaseStep.Acknowledge => [CaseEntryKind.Noted],
            CaseStep.Decide => [.. decisions, CaseEntryKind.Noted],
            CaseStep.ConfirmReferral => [CaseEntryKind.ReferralConfirmed, CaseEntryKind.Noted, .. decisions],
            CaseStep.HearFromAuthority => [CaseEntryKind.AuthorityAnswered, CaseEntryKind.Noted, .. decisions],
            CaseStep.FollowUp => [CaseEntryKind.Noted, CaseEntryKind.ClosingProposed, .. decisions],
            CaseStep.ConfirmClosing or CaseStep.Nothing => [],
            _ => throw new InvalidOperationException($"Nobody knows what follows on {Found.Case.NextStep}."),
        };
    }

    private static string WordsOf(CaseEntryKind kind) =>
        kind switch
        {
            CaseEntryKind.Referred => "Refer to an authority I phoned",
            CaseEntryKind.Advised => "Give advice",
            CaseEntryKind.NoFurtherAction => "No further action",
            CaseEntryKind.ReferralConfirmed => "The referral went out in writing",
            CaseEntryKind.AuthorityAnswered => "The authority answered",
            CaseEntryKind.ClosingProposed => "Propose to close it",
            CaseEntryKind.ClosingRefused => "Open it again",
            CaseEntryKind.Closed => "Close it, as the second person",
            CaseEntryKind.Noted => "Add a note",
            // Written by the platform, never chosen.
            CaseEntryKind.Raised or CaseEntryKind.Acknowledged or CaseEntryKind.Escalated => SafeguardingWords.Of(kind),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
}

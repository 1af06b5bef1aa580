using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Compliance.Features.RiskAlerts;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>One alert: who may be in danger, how to reach the person, and who takes it.</summary>
[Authorize]
internal sealed class AlertModel(ISender sender, IClock clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public ConcernId Id { get; set; }

    public RiskAlertAnswer Found { get; private set; } = null!;

    public PeopleNames Names { get; } = new(sender);

    public Instant Now => clock.GetCurrentInstant();

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Read(ct) ?? Page();

    public async Task<IActionResult> OnPostTake(string key, CancellationToken ct)
    {
        var taken = await sender.Send(new AcknowledgeRiskAlert(Id), ct, key);
        if (taken.Error is { } error)
        {
            return await Read(ct) ?? this.Refuse(error);
        }

        this.Say("It is yours. Please call the person now.");
        return RedirectToPage(new { id = Id });
    }

    private IEnumerable<PersonId?> Known() =>
        Found.Calls.Select(x => x.LeadId).Concat(Found.Unreached.Select(x => x.LeadId)).Select(x => (PersonId?)x);

    private async Task<IActionResult?> Read(CancellationToken ct)
    {
        Response.Headers.CacheControl = "no-store";
        var found = await sender.Send(new ReadRiskAlert(Id), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        await Names.Know([Found.Alert.Owner, .. Known()], ct);
        return null;
    }
}

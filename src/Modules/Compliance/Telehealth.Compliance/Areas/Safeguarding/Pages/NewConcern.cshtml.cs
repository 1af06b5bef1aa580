using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Compliance.Domain;
using Telehealth.Compliance.Features.Concerns;
using Telehealth.Identity.Contracts;

namespace Telehealth.Compliance.Areas.Safeguarding.Pages;

/// <summary>Where a provider or a colleague raises a concern, from a session or without one.</summary>
[Authorize]
internal sealed class NewConcernModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid? Session { get; set; }

    [BindProperty]
    public string? Who { get; set; }

    [BindProperty]
    public ConcernSeverity Severity { get; set; } = ConcernSeverity.SameDay;

    [BindProperty]
    public ConcernCategory Category { get; set; } = ConcernCategory.Other;

    [BindProperty]
    public string? Facts { get; set; }

    [BindProperty]
    public string? Opinion { get; set; }

    [BindProperty]
    public string? Whereabouts { get; set; }

    [BindProperty]
    public string? ActionsTaken { get; set; }

    [BindProperty]
    public string? EmergencyCallAt { get; set; }

    [BindProperty]
    public string? EmergencyReference { get; set; }

    public IActionResult OnGet() =>
        permissions.Grants(actors.Current, ComplianceModule.RaiseConcerns) ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        if (!ModelState.IsValid)
        {
            return Page();
        }

        var me = await sender.SendAs(Actor.System("compliance-pages"), new GetPerson(actors.Current.Person!.Value), ct);
        if (me.Error is { } unknown)
        {
            return this.Answer(unknown);
        }

        var called = SafeguardingWords.Moment(EmergencyCallAt, me.Value.TimeZone);
        if (called is null && !string.IsNullOrEmpty(EmergencyCallAt))
        {
            ModelState.AddModelError(nameof(EmergencyCallAt), "Please check the time of the call.");
            return Page();
        }

        var body = new ConcernBody(
            Category,
            Severity,
            Facts ?? "",
            Whereabouts ?? "",
            ActionsTaken ?? "",
            Opinion,
            Session is { } session ? new SessionId(session) : null,
            Who,
            called,
            EmergencyReference
        );
        var raised = await sender.Send(new RaiseConcern(body), ct, key);
        if (raised.Error is { } error)
        {
            return this.Refuse(error);
        }

        this.Say(raised.Value.Message);
        return Redirect("/compliance/concerns");
    }
}

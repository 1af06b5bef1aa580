using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>One employer: its hubs, and who runs them.</summary>
[Authorize]
internal sealed class ManageEmployerModel(ISender sender, IActorSource actors) : PageModel
{
    [FromRoute]
    public Guid EmployerId { get; set; }

    [BindProperty]
    public string? Email { get; set; }

    public EmployerDetail Employer { get; private set; } = null!;

    public string Zone { get; private set; } = "UTC";

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPostAppoint(string key, CancellationToken ct)
    {
        var appointed = await sender.Send(new AppointHrAdmin(EmployerId, Email ?? ""), ct, key);
        if (appointed.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("Appointed. The hubs are there at the next look.");
        return RedirectToPage(new { employerId = EmployerId });
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new GetEmployer(EmployerId), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Employer = found.Value;
        Zone = await HubPageWords.ZoneOf(sender, actors, ct);
        return null;
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>What the programme manager changes about an employer: its name, and where it is in business.</summary>
[Authorize]
internal sealed class ChangeEmployerPageModel(ISender sender) : PageModel
{
    [FromRoute]
    public Guid EmployerId { get; set; }

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public string? VatNumber { get; set; }

    [BindProperty]
    public long? Version { get; set; }

    public EmployerDetail Employer { get; private set; } = null!;

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        if (await Show(ct) is { } missing)
        {
            return missing;
        }

        (Name, Country, VatNumber) = (Employer.Name, Employer.Country, Employer.VatNumber);
        Version = Employer.Version;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var body = new EmployerBody(Name ?? "", Country ?? "", VatNumber);
        var changed = await sender.Send(new ChangeEmployer(EmployerId, body, Version), ct);
        if (changed.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("The employer is changed.");
        return Redirect($"/hubs/manage/employers/{EmployerId}");
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var found = await sender.Send(new GetEmployer(EmployerId), ct);
        if (found.Error is { } missing)
        {
            return this.Answer(missing);
        }

        Employer = found.Value;
        return null;
    }
}

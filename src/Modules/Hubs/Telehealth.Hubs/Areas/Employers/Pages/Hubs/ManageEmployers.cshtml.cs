using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Hubs.Features.Hubs;

namespace Telehealth.Hubs.Areas.Employers.Pages.Hubs;

/// <summary>Every employer and its hubs, for the programme manager; a new one is taken on here.</summary>
[Authorize]
internal sealed class ManageEmployersModel(ISender sender) : PageModel
{
    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? Country { get; set; }

    [BindProperty]
    public string? VatNumber { get; set; }

    public IReadOnlyList<EmployerWithHubs> Employers { get; private set; } = [];

    public async Task<IActionResult> OnGet(CancellationToken ct) => await Show(ct) ?? Page();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        var made = await sender.Send(
            new CreateEmployer(new EmployerBody(Name ?? "", Country ?? "", VatNumber)),
            ct,
            key
        );
        if (made.Error is { } refusal)
        {
            return await Show(ct) ?? this.Refuse(refusal);
        }

        this.Say("The employer is taken on. Next: who runs its hubs, and the first hub.");
        return Redirect($"/hubs/manage/employers/{made.Value.Id}");
    }

    private async Task<IActionResult?> Show(CancellationToken ct)
    {
        var all = await sender.Send(new ListEmployers(), ct);
        if (all.Error is { } refused)
        {
            return this.Answer(refused);
        }

        Employers = all.Value;
        return null;
    }
}

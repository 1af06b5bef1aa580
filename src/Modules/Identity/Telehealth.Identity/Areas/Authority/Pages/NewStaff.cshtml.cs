using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Contracts;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>Opens an account for somebody who works for the platform.</summary>
[Authorize]
internal sealed class NewStaffModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    [BindProperty]
    public List<string> Chosen { get; set; } = [];

    [BindProperty]
    public string Country { get; set; } = "GB";

    [BindProperty]
    public string TimeZone { get; set; } = "Europe/London";

    [BindProperty]
    public string Language { get; set; } = "en-GB";

    private bool MayAdd => permissions.Grants(actors.Current, IdentityModule.ManageStaff);

    public IActionResult OnGet() => MayAdd ? Page() : NotFound();

    public async Task<IActionResult> OnPost(string key, CancellationToken ct)
    {
        if (!MayAdd)
        {
            return NotFound();
        }

        var command = new CreateStaffAccount(Email ?? "", DisplayName ?? "", Chosen, Country, TimeZone, Language);
        var opened = await sender.Send(command, ct, key);
        if (opened.Error is { } error)
        {
            return this.Refuse(error);
        }

        this.Say(
            opened.Value.Proposed.Count == 0
                ? "The account is open. A mail lets them set their password."
                : "The account is open, and a mail lets them set their password. Roles that take two wait for another "
                    + "administrator."
        );
        return Redirect("/identity/staff");
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.BuildingBlocks.Infrastructure.Pipeline;
using Telehealth.Identity.Features.Authority;

namespace Telehealth.Identity.Areas.Authority.Pages;

/// <summary>Finds an account by its address; a search for a person stands in no address of a page.</summary>
[Authorize]
internal sealed class PeopleModel(ISender sender, IActorSource actors, PermissionCatalog permissions) : PageModel
{
    [BindProperty]
    public string? Email { get; set; }

    private bool MayLook => permissions.Grants(actors.Current, IdentityModule.ReadAccess);

    public IActionResult OnGet() => MayLook ? Page() : NotFound();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!MayLook)
        {
            return NotFound();
        }

        var found = await sender.Send(new FindAccount(Email ?? ""), ct);
        if (found.Error is null)
        {
            return Redirect($"/identity/people/{found.Value.PersonId}");
        }

        ModelState.AddModelError(nameof(Email), "There is no account with this address.");
        return Page();
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Features.Passwords;

namespace Telehealth.Identity.Areas.Account.Pages;

[AllowAnonymous]
internal sealed class ForgotPasswordModel(ISender sender, Attempts attempts) : PageModel
{
    [BindProperty]
    public string Email { get; set; } = "";

    public void OnGet() { }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!ModelState.IsValid || this.Refused(attempts, AttemptKind.Mail, Email))
        {
            return Page();
        }

        if ((await sender.Send(new RequestPasswordReset(Email), ct)).Error is { } error)
        {
            ModelState.Add(error);
            return Page();
        }

        return RedirectToPage("/CheckMail");
    }
}

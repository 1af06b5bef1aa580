using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.SignIns;

namespace Telehealth.Identity.Areas.Account.Pages;

[AllowAnonymous]
internal sealed class SignInCodeModel(ISender sender, SignInCookies cookies, Attempts attempts) : PageModel
{
    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGet() => await SignInCookies.Recall(HttpContext) is null ? Again() : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await SignInCookies.Recall(HttpContext) is not { } pending)
        {
            return Again();
        }

        if (!ModelState.IsValid || this.Refused(attempts, AttemptKind.SignIn, pending.PersonId.ToString()))
        {
            return Page();
        }

        var result = await sender.Send(new CheckCode(pending.PersonId, new Secret(Code)), ct);
        if (result.Error is { } error)
        {
            ModelState.Add(error);
            return Page();
        }

        if (result.Value.Right && await cookies.Complete(HttpContext, pending.PersonId, ["pwd", "otp", "mfa"], ct))
        {
            return this.Return(ReturnUrl);
        }

        ModelState.AddModelError(
            "",
            "That code does not fit, or was used before. Wait for the next one and try again."
        );
        return Page();
    }

    private RedirectToPageResult Again() => RedirectToPage("/SignIn", new { ReturnUrl });
}

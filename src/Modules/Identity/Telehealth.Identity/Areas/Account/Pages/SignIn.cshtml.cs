using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.Accounts;
using Telehealth.Identity.Features.SignIns;

namespace Telehealth.Identity.Areas.Account.Pages;

/// <summary>What the sign-in page has to tell besides its form.</summary>
internal enum SignInState
{
    /// <summary>Nothing.</summary>
    Asking,

    /// <summary>The password was right, the address is not proven.</summary>
    NotConfirmed,

    /// <summary>The confirmation went out again.</summary>
    Resent,
}

[AllowAnonymous]
internal sealed class SignInModel(ISender sender, SignInCookies cookies, Attempts attempts) : PageModel
{
    private const string Wrong =
        "That email and password do not match, or the account rests after too many tries. "
        + "Try again in a few minutes, or set a new password.";

    private const string Suspended = "This account is suspended. Please write to support if you think that is wrong.";

    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public SignInState State { get; private set; }

    public IActionResult OnGet() =>
        User.Identity?.IsAuthenticated == true && ReturnUrl is null ? LocalRedirect("/") : Page();

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (!ModelState.IsValid || this.Refused(attempts, AttemptKind.SignIn, Email))
        {
            return Page();
        }

        var result = await sender.Send(new CheckPassword(Email, new Secret(Password)), ct);
        if (result.Error is { } error)
        {
            ModelState.Add(error);
            return Page();
        }

        return await Next(result.Value, ct);
    }

    public async Task<IActionResult> OnPostResend(CancellationToken ct)
    {
        ModelState.Clear();
        if (this.Refused(attempts, AttemptKind.Mail, Email))
        {
            return Page();
        }

        await sender.Send(new ResendConfirmation(Email), ct);
        State = SignInState.Resent;
        return Page();
    }

    private async Task<IActionResult> Next(CheckPasswordAnswer answer, CancellationToken ct)
    {
        switch (answer.Outcome)
        {
            case PasswordOutcome.SignedIn when await cookies.Complete(HttpContext, answer.PersonId!.Value, ["pwd"], ct):
                return this.Return(ReturnUrl);
            case PasswordOutcome.CodeNeeded:
                await SignInCookies.Remember(HttpContext, answer.PersonId!.Value, newKey: null);
                return RedirectToPage("/SignInCode", new { ReturnUrl });
            case PasswordOutcome.EnrolmentNeeded:
                await SignInCookies.Remember(HttpContext, answer.PersonId!.Value, AuthenticatorCodes.NewKey());
                return RedirectToPage("/Authenticator", new { ReturnUrl });
            case PasswordOutcome.NotConfirmed:
                State = SignInState.NotConfirmed;
                return Page();
            case PasswordOutcome.Suspended:
                ModelState.AddModelError("", Suspended);
                return Page();
            default:
                ModelState.AddModelError("", Wrong);
                return Page();
        }
    }
}

using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.SignIns;

namespace Telehealth.Identity.Areas.Account.Pages;

/// <summary>
/// Offers a new key to who gave the right password; the key waits sealed in the short-lived cookie until a code proves
/// it.
/// </summary>
[AllowAnonymous]
internal sealed class AuthenticatorModel(ISender sender, SignInCookies cookies, Attempts attempts) : PageModel
{
    private string key = "";

    [BindProperty]
    public string Code { get; set; } = "";

    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    public string KeyInGroups => string.Join(' ', key.Chunk(4).Select(x => new string(x)));

    public string AppLink => AuthenticatorCodes.Uri(key, "account");

    /// <summary>Our own drawing of our own text: nothing a person typed is in it.</summary>
    public string Picture
    {
        get
        {
            using var generator = new QRCodeGenerator();
            using var data = generator.CreateQrCode(AppLink, QRCodeGenerator.ECCLevel.M);
            using var svg = new SvgQRCode(data);
            return svg.GetGraphic(5);
        }
    }

    public async Task<IActionResult> OnGet()
    {
        if (await SignInCookies.Recall(HttpContext) is not { NewKey: { } offered })
        {
            return Again();
        }

        key = offered;
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await SignInCookies.Recall(HttpContext) is not { NewKey: { } offered } pending)
        {
            return Again();
        }

        key = offered;
        if (!ModelState.IsValid || this.Refused(attempts, AttemptKind.SignIn, pending.PersonId.ToString()))
        {
            return Page();
        }

        var result = await sender.Send(
            new EnrolAuthenticator(pending.PersonId, new Secret(offered), new Secret(Code)),
            ct
        );
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
            "That code does not fit. Check that the phone's clock is right and try the next one."
        );
        return Page();
    }

    private RedirectToPageResult Again() => RedirectToPage("/SignIn", new { ReturnUrl });
}

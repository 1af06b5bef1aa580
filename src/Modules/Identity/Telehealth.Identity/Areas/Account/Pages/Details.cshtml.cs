using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Domain;
using Telehealth.Identity.Features.People;
using Telehealth.Identity.Features.Phones;

namespace Telehealth.Identity.Areas.Account.Pages;

/// <summary>
/// A person's own details (ACC-04): nothing is saved before "Save", and unsaved changes can be undone.
/// </summary>
[Authorize]
internal sealed class DetailsModel(ISender sender) : PageModel
{
    [BindProperty]
    public long Version { get; set; }

    [BindProperty]
    public string DisplayName { get; set; } = "";

    [BindProperty]
    public string? NameOnDocuments { get; set; }

    [BindProperty]
    public string? DateOfBirth { get; set; }

    [BindProperty]
    public string Country { get; set; } = "";

    [BindProperty]
    public string TimeZone { get; set; } = "";

    [BindProperty]
    public string Language { get; set; } = "";

    [BindProperty]
    public string? Phone { get; set; }

    [BindProperty]
    public string? Code { get; set; }

    public string Email { get; private set; } = "";

    public string? SavedPhone { get; private set; }

    public bool PhoneVerified { get; private set; }

    public bool Sent { get; private set; }

    public bool BirthDateGiven { get; private set; }

    public bool SecondFactor { get; private set; }

    public bool Saved { get; private set; }

    public async Task<IActionResult> OnGet(bool saved, bool sent, CancellationToken ct)
    {
        if (await Read(ct) is not { } me)
        {
            return NotFound();
        }

        (Saved, Sent) = (saved, sent);
        Fill(me);
        return Page();
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        if (await Read(ct) is null)
        {
            return NotFound();
        }

        var born = LocalDatePattern.Iso.Parse(DateOfBirth ?? "");
        if (!string.IsNullOrEmpty(DateOfBirth) && !born.Success)
        {
            ModelState.AddModelError(nameof(DateOfBirth), "Please check the date of birth.");
        }

        if (!ModelState.IsValid)
        {
            return Page();
        }

        var command = new ChangeMe(
            Version,
            DisplayName,
            born.Success ? born.Value : null,
            Country,
            TimeZone,
            Language,
            Phone,
            NameOnDocuments
        );
        if ((await sender.Send(command, ct)).Error is { } error)
        {
            ModelState.Add(error);
            return Page();
        }

        return RedirectToPage(new { saved = true });
    }

    /// <summary>Offers a key, as the sign-in of staff does; a first code proves it.</summary>
    public async Task<IActionResult> OnPostAuthenticator(CancellationToken ct)
    {
        if (await Read(ct) is not { SecondFactor: false } me)
        {
            return RedirectToPage();
        }

        await SignInCookies.Remember(HttpContext, me.PersonId, AuthenticatorCodes.NewKey());
        return RedirectToPage("/Authenticator", new { returnUrl = "/identity/account" });
    }

    /// <summary>A code by text message to the number that is saved.</summary>
    public Task<IActionResult> OnPostSendCode(CancellationToken ct) =>
        WithPhone(async () => (await sender.Send(new SendPhoneCode(), ct)).Error, sent: true, ct);

    /// <summary>The code is typed.</summary>
    public Task<IActionResult> OnPostProve(CancellationToken ct) =>
        WithPhone(async () => (await sender.Send(new ProvePhone(Code ?? ""), ct)).Error, sent: false, ct);

    private async Task<IActionResult> WithPhone(Func<Task<Error?>> act, bool sent, CancellationToken ct)
    {
        // The other form of the page was not sent along.
        ModelState.Clear();
        if (await act() is not { } error)
        {
            return RedirectToPage(null, null, new { sent }, "texts");
        }

        if (await Read(ct) is not { } me)
        {
            return NotFound();
        }

        Fill(me);
        ModelState.Add(error);
        return Page();
    }

    private void Fill(MeAnswer me)
    {
        Version = me.Version;
        DisplayName = me.DisplayName;
        NameOnDocuments = me.NameOnDocuments;
        DateOfBirth = me.DateOfBirth is { } day ? LocalDatePattern.Iso.Format(day) : null;
        Country = me.Country;
        TimeZone = me.TimeZone;
        Language = me.Language;
        Phone = me.Phone;
    }

    private async Task<MeAnswer?> Read(CancellationToken ct)
    {
        var result = await sender.Send(new ReadMe(), ct);
        if (!result.IsSuccess)
        {
            return null;
        }

        Email = result.Value.Email;
        SecondFactor = result.Value.SecondFactor;
        BirthDateGiven = result.Value.DateOfBirth is not null;
        (SavedPhone, PhoneVerified) = (result.Value.Phone, result.Value.PhoneVerified);
        return result.Value;
    }
}

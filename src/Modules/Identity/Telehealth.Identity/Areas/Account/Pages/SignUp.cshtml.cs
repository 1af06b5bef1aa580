using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime.Text;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Access;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Areas.Account.Pages;

[AllowAnonymous]
internal sealed class SignUpModel(ISender sender, Attempts attempts) : PageModel
{
    [BindProperty]
    public AccountType As { get; set; }

    [BindProperty]
    public string DisplayName { get; set; } = "";

    /// <summary>Asked for when the name itself is not in Latin letters.</summary>
    [BindProperty]
    public string? NameOnDocuments { get; set; }

    public bool AsksForNameOnDocuments =>
        !string.IsNullOrWhiteSpace(NameOnDocuments)
        || ModelState.GetFieldValidationState(nameof(NameOnDocuments)) == ModelValidationState.Invalid;

    [BindProperty]
    public string Email { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    [BindProperty]
    public string? DateOfBirth { get; set; }

    [BindProperty]
    public string Country { get; set; } = "GB";

    [BindProperty]
    public string TimeZone { get; set; } = "Europe/London";

    [BindProperty]
    public string Language { get; set; } = "en-GB";

    [BindProperty]
    public string? Phone { get; set; }

    public void OnGet([FromQuery(Name = "as")] string? type)
    {
        As = type == "provider" ? AccountType.Provider : AccountType.Client;
        // The browser's language is the best guess before anybody says.
        var first = Request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(x => x.Quality ?? 1)
            .Select(x => x.Value.Value)
            .FirstOrDefault(PersonTexts.IsLanguage);
        if (first?.Split('-') is [_, { Length: 2 } region] && Countries.IsCode(region.ToUpperInvariant()))
        {
            Language = first;
            Country = region.ToUpperInvariant();
        }
    }

    public async Task<IActionResult> OnPost(CancellationToken ct)
    {
        var born = LocalDatePattern.Iso.Parse(DateOfBirth ?? "");
        if (!born.Success && (As == AccountType.Client || !string.IsNullOrEmpty(DateOfBirth)))
        {
            ModelState.AddModelError(nameof(DateOfBirth), "Please tell us your date of birth.");
        }

        if (!ModelState.IsValid || this.Refused(attempts, AttemptKind.SignUp, Email))
        {
            return Page();
        }

        var command = new SignUp(
            Email,
            new Secret(Password),
            DisplayName,
            As,
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

        return RedirectToPage("/CheckMail");
    }
}

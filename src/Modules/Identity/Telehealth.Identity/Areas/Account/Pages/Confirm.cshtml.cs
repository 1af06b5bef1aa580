using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Domain;

namespace Telehealth.Identity.Areas.Account.Pages;

/// <summary>The link of the mail only shows a button: programs that look into mails do not confirm anything.</summary>
[AllowAnonymous]
internal sealed class ConfirmModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public bool Confirmed { get; private set; }

    public string? Refusal { get; private set; }

    public void OnGet() => Refusal = ModelState.IsValid ? null : PersonErrors.LinkInvalid.Message;

    public async Task OnPost(CancellationToken ct)
    {
        var result = await sender.Send(new ConfirmEmail(new PersonId(Person), new Secret(Token ?? "")), ct);
        Confirmed = result.IsSuccess;
        Refusal = result.Error?.Message;
    }
}

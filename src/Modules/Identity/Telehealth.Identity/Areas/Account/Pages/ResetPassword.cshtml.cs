using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Identity.Contracts;
using Telehealth.Identity.Features.Passwords;

namespace Telehealth.Identity.Areas.Account.Pages;

[AllowAnonymous]
internal sealed class ResetPasswordModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public Guid Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public string Password { get; set; } = "";

    public bool Changed { get; private set; }

    public void OnGet() => ModelState.Clear();

    public async Task OnPost(CancellationToken ct)
    {
        var command = new ResetPassword(new PersonId(Person), new Secret(Token ?? ""), new Secret(Password ?? ""));
        ModelState.Clear();
        var result = await sender.Send(command, ct);
        Changed = result.IsSuccess;
        if (result.Error is { } error)
        {
            ModelState.Add(error);
        }
    }
}

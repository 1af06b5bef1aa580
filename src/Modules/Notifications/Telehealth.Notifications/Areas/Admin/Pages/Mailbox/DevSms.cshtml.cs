using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Notifications.Gateways;

namespace Telehealth.Notifications.Areas.Admin.Pages.Mailbox;

/// <summary>The development double's text messages in the browser.</summary>
[AllowAnonymous]
internal sealed class DevSmsModel(IServiceProvider services) : PageModel
{
    public IReadOnlyList<StoredSms> Messages { get; private set; } = [];

    public IActionResult OnGet()
    {
        if (services.GetService<DevelopmentSmsBox>() is not { } box)
        {
            return NotFound();
        }

        Messages = [.. box.List(null).Take(100)];
        return Page();
    }
}

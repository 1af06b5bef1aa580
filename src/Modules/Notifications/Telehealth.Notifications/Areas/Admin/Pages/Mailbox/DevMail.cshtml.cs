using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection;
using Telehealth.Notifications.Features.Development;
using Telehealth.Notifications.Gateways;

namespace Telehealth.Notifications.Areas.Admin.Pages.Mailbox;

/// <summary>The development mailbox in the browser; there only while mail goes nowhere else.</summary>
[AllowAnonymous]
internal sealed class DevMailModel(IServiceProvider services) : PageModel
{
    private const int Most = 100;

    [BindProperty(SupportsGet = true)]
    public string? To { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Name { get; set; }

    public IReadOnlyList<MailAnswer> Mails { get; private set; } = [];

    public MailAnswer? Chosen { get; private set; }

    public IActionResult OnGet()
    {
        if (services.GetService<DevelopmentMailbox>() is not { } mailbox)
        {
            return NotFound();
        }

        if (Name is not null)
        {
            Chosen = mailbox.Find(Name) is { } found ? MailAnswer.Of(found) : null;
            return Chosen is null ? NotFound() : Page();
        }

        var to = string.IsNullOrWhiteSpace(To) ? null : To.Trim();
        Mails = [.. mailbox.List(to).Take(Most).Select(MailAnswer.Of)];
        return Page();
    }
}

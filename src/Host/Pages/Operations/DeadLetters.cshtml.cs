using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.BuildingBlocks;
using Telehealth.BuildingBlocks.Infrastructure.Http;
using Telehealth.BuildingBlocks.Infrastructure.Messaging.Operations;
using Telehealth.BuildingBlocks.Infrastructure.Pages;

namespace Telehealth.Host.Pages.Operations;

/// <summary>Messages that were given up, in one module or in all.</summary>
[Authorize]
internal sealed class DeadLettersModel(ISender sender) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Module { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Page<DeadLetterAnswer> Found { get; private set; } = null!;

    public static IEnumerable<string> Modules => ModuleCatalog.All.Select(x => x.Name).Order(StringComparer.Ordinal);

    public async Task<IActionResult> OnGet(CancellationToken ct)
    {
        var module = string.IsNullOrEmpty(Module) ? null : Module;
        var found = await sender.Send(new ListDeadLetters(module, After, null), ct);
        if (found.Error is { } error)
        {
            return this.Answer(error);
        }

        Found = found.Value;
        return Page();
    }
}

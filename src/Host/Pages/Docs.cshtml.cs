using Microsoft.AspNetCore.Mvc.RazorPages;
using Telehealth.Host.OpenApi;

namespace Telehealth.Host.Pages;

/// <summary>
/// The API reference: made of the OpenAPI document, on the server, so that the strict policy holds here too.
/// </summary>
internal sealed class DocsModel : PageModel
{
    public Reference Reference { get; private set; } = null!;

    public async Task OnGetAsync(CancellationToken ct) =>
        Reference = await Reference.Read(HttpContext.RequestServices, ct);
}

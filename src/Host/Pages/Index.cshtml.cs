using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Telehealth.Host.Pages;

/// <summary>The first page: plain words for who is signed out, what matters now for who is signed in.</summary>
internal sealed class IndexModel : PageModel
{
    public void OnGet() { }
}

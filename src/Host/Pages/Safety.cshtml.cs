using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Telehealth.BuildingBlocks.Infrastructure.Http;

namespace Telehealth.Host.Pages;

/// <summary>Emergency numbers by country, for everybody, signed in or not.</summary>
internal sealed class SafetyModel(EmergencyNumbers numbers) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Country { get; set; }

    public EmergencyNumbers.CountryLines Chosen { get; private set; } = null!;

    public IEnumerable<SelectListItem> Countries =>
        numbers.All.Select(x => new SelectListItem(x.Name, x.Country, x.Country == Chosen.Country));

    public void OnGet()
    {
        Chosen = numbers.Find(Country) ?? numbers.Find(FromLanguage()) ?? numbers.All[0];
        Country = Chosen.Country;
    }

    /// <summary>The region of the browser's language is the best guess before anybody says.</summary>
    private string? FromLanguage() =>
        Request
            .GetTypedHeaders()
            .AcceptLanguage.OrderByDescending(x => x.Quality ?? 1)
            .Select(x => x.Value.Value?.Split('-') is [_, { Length: 2 } region, ..] ? region.ToUpperInvariant() : null)
            .FirstOrDefault(region => numbers.Find(region) is not null);
}

using Microsoft.AspNetCore.Mvc.Rendering;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>A field where a country is chosen.</summary>
public static class CountryChoice
{
    /// <summary>
    /// Every country by its English name; while none is chosen, the words that ask for one come first.
    /// </summary>
    public static IEnumerable<SelectListItem> Items(string? chosen)
    {
        var items = Countries.All.Select(x => new SelectListItem(x.Name, x.Code, x.Code == chosen));
        return string.IsNullOrEmpty(chosen) ? items.Prepend(new SelectListItem("Choose a country", "")) : items;
    }
}

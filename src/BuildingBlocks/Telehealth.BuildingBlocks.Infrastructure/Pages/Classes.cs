using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>Adds classes to what the page's author wrote.</summary>
internal static class Classes
{
    public static void Add(TagHelperOutput output, string added)
    {
        var own = output.Attributes["class"]?.Value?.ToString();
        output.Attributes.SetAttribute("class", string.IsNullOrEmpty(own) ? added : $"{added} {own}");
    }
}

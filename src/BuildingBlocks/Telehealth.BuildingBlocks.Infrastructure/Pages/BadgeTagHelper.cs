using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-badge kind="success"&gt;Paid&lt;/th-badge&gt;</c>: a state as a word; the colour only repeats it.
/// </summary>
[HtmlTargetElement("th-badge")]
public sealed class BadgeTagHelper : TagHelper
{
    /// <summary>success, warning, danger, info; anything else is muted.</summary>
    public string? Kind { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var kind = Kind is "success" or "warning" or "danger" or "info" ? Kind : "muted";
        output.TagName = "span";
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, $"badge th-badge th-badge-{kind}");
    }
}

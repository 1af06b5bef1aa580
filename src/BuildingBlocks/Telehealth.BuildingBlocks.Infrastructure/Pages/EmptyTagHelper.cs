using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-empty title="Nothing is due"&gt;…&lt;/th-empty&gt;</c>: says why there is nothing and what to do next.
/// </summary>
[HtmlTargetElement("th-empty")]
public sealed class EmptyTagHelper : TagHelper
{
    /// <summary>What is so, in a few words.</summary>
    public string Title { get; set; } = "";

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var words = await output.GetChildContentAsync();
        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, "th-empty");
        output.Content.AppendHtml("<p class=\"th-empty-title\">").Append(Title).AppendHtml("</p>").AppendHtml(words);
    }
}

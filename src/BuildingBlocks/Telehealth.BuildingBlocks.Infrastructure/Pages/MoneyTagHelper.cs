using Microsoft.AspNetCore.Razor.TagHelpers;
using Telehealth.BuildingBlocks;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-money value="@m" /&gt;</c>: exact, with its currency; alone in a cell of a table it stands right.
/// </summary>
[HtmlTargetElement("th-money", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class MoneyTagHelper : TagHelper
{
    /// <summary>The amount; null is shown as a dash.</summary>
    public Money? Value { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, "th-money");
        if (Value is not { } money)
        {
            output.TagName = "span";
            output.Content.SetContent("–");
            return;
        }

        output.TagName = "data";
        output.Attributes.SetAttribute("value", money.ToPlainString());
        output.Content.SetContent(MoneyText.Of(money));
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;
using Telehealth.BuildingBlocks;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-key /&gt;</c> in a form: a fresh idempotency key named <c>key</c>, so that a form sent twice acts once. The
/// handler takes <c>string key</c> and hands it to the sender.
/// </summary>
[HtmlTargetElement("th-key", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class KeyTagHelper : TagHelper
{
    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "input";
        output.TagMode = TagMode.SelfClosing;
        output.Attributes.SetAttribute("type", "hidden");
        output.Attributes.SetAttribute("name", "key");
        output.Attributes.SetAttribute("value", Ids.New().ToString());
    }
}

using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;
using NodaTime.Text;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary><c>&lt;th-day value="@date" /&gt;</c>: a day, as in Fri 27 Nov 2026.</summary>
[HtmlTargetElement("th-day", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class DayTagHelper : TagHelper
{
    /// <summary>The day; null is shown as a dash.</summary>
    public LocalDate? Value { get; set; }

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        output.TagName = Value is null ? "span" : "time";
        output.Content.SetContent(Value is { } day ? TimeText.Day(day) : "–");
        if (Value is { } date)
        {
            Classes.Add(output, "th-day");
            output.Attributes.SetAttribute("datetime", LocalDatePattern.Iso.Format(date));
        }
    }
}

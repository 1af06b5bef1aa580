using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-time at="@instant" zone="@zone" /&gt;</c>: local time; "in 12 min" for the near where scripts run, with
/// the exact time on hover. Without a zone, the page's own (<c>ViewData["Zone"]</c>); without that UTC, and it says so.
/// </summary>
[HtmlTargetElement("th-time", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class TimeTagHelper : TagHelper
{
    /// <summary>The instant; null is shown as a dash.</summary>
    public Instant? At { get; set; }

    /// <summary>The reader's IANA zone.</summary>
    public string? Zone { get; set; }

    /// <summary>Another person's zone: where the two differ both times are said, each with its place.</summary>
    public string? OtherZone { get; set; }

    /// <summary>False keeps the exact time, as on a document or in a list that is compared.</summary>
    public bool Relative { get; set; } = true;

    /// <summary>True says hours and minutes alone.</summary>
    public bool ClockOnly { get; set; }

    /// <summary>Set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagMode = TagMode.StartTagAndEndTag;
        if (At is not { } at)
        {
            output.TagName = "span";
            output.Content.SetContent("–");
            return;
        }

        var zone = Zone ?? ViewContext.ViewData["Zone"] as string;
        output.TagName = "time";
        output.Attributes.SetAttribute("datetime", TimeText.Machine(at));
        output.Content.SetContent(Words(at, zone));
        if (Relative && !ClockOnly && Elsewhere(at, zone) is null)
        {
            output.Attributes.SetAttribute("data-relative", "");
            output.Attributes.SetAttribute("title", $"{TimeText.Of(at, zone)}, {TimeText.ZoneName(zone)}");
        }
        else if (Elsewhere(at, zone) is { } elsewhere)
        {
            output.PostElement.AppendHtml("<span class=\"text-secondary\"> · ");
            output.PostElement.Append(elsewhere);
            output.PostElement.AppendHtml("</span>");
        }
    }

    private string Words(Instant at, string? zone)
    {
        var words = ClockOnly ? TimeText.Clock(at, zone) : TimeText.Of(at, zone);
        if (Elsewhere(at, zone) is not null)
        {
            return $"{words} your time";
        }

        return zone is null ? $"{words} UTC" : words;
    }

    private string? Elsewhere(Instant at, string? zone) =>
        OtherZone is null || TimeText.Of(at, OtherZone) == TimeText.Of(at, zone)
            ? null
            : $"{TimeText.Clock(at, OtherZone)} {TimeText.Place(OtherZone)}";
}

using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Razor.TagHelpers;
using NodaTime;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-timeline zone="@zone"&gt;</c> around <c>&lt;th-event&gt;</c>: what happened, who did it, what comes next.
/// </summary>
[HtmlTargetElement("th-timeline")]
public sealed class TimelineTagHelper : TagHelper
{
    /// <summary>The reader's IANA zone; UTC, said so, without one.</summary>
    public string? Zone { get; set; }

    /// <inheritdoc/>
    public override void Init(TagHelperContext context) => context.Items[typeof(TimelineTagHelper)] = Zone ?? "";

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        output.TagName = "ol";
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, "th-timeline");
    }
}

/// <summary>
/// <c>&lt;th-event at="@instant" who="Sam"&gt;Approved&lt;/th-event&gt;</c>; without a time, or with
/// <c>next="true"</c>, it is still to come.
/// </summary>
[HtmlTargetElement("th-event", ParentTag = "th-timeline")]
public sealed class EventTagHelper : TagHelper
{
    /// <summary>When it happened, or will.</summary>
    public Instant? At { get; set; }

    /// <summary>Who did it, in words a reader knows.</summary>
    public string? Who { get; set; }

    /// <summary>True for what is still to come.</summary>
    public bool Next { get; set; }

    /// <inheritdoc/>
    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        var zone = context.Items.TryGetValue(typeof(TimelineTagHelper), out var known) ? known as string : null;
        var words = await output.GetChildContentAsync();
        output.TagName = "li";
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, Next || At is null ? "th-event th-event-next" : "th-event");
        output.Content.AppendHtml("<div>").AppendHtml(words).AppendHtml("</div>");
        output.Content.AppendHtml(Small(zone));
    }

    private HtmlContentBuilder Small(string? zone)
    {
        var small = new HtmlContentBuilder();
        if (At is null && Who is null)
        {
            return small;
        }

        small.AppendHtml("<div class=\"text-secondary\">");
        if (At is { } at)
        {
            var named = string.IsNullOrEmpty(zone) ? " UTC" : "";
            small.AppendFormat(
                "<time datetime=\"{0}\">{1}</time>",
                TimeText.Machine(at),
                TimeText.Of(at, zone) + named
            );
        }

        small.Append((At, Who) is (not null, not null) ? $" · {Who}" : Who ?? "");
        small.AppendHtml("</div>");
        return small;
    }
}

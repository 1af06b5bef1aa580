using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Telehealth.BuildingBlocks.Infrastructure.Pages;

/// <summary>
/// <c>&lt;th-field for="Reason" label="Why?" hint="The provider reads it." rows="3" required /&gt;</c>: the label above,
/// the control, help beneath and the error beside it, tied together for who listens. A list with <c>items</c>, a larger
/// text with <c>rows</c>, otherwise a line; every other attribute belongs to the control.
/// </summary>
[HtmlTargetElement("th-field", Attributes = "for", TagStructure = TagStructure.NormalOrSelfClosing)]
public sealed class FieldTagHelper(IHtmlGenerator html) : TagHelper
{
    private static readonly string[] Own = ["class", "id"];

    /// <summary>The property of the page.</summary>
    public ModelExpression For { get; set; } = null!;

    /// <summary>The label's words.</summary>
    public string Label { get; set; } = "";

    /// <summary>Help beneath, if it needs any.</summary>
    public string? Hint { get; set; }

    /// <summary>text, email, date, file …</summary>
    public string Type { get; set; } = "text";

    /// <summary>Lines of a larger text; 0 for a single line.</summary>
    public int Rows { get; set; }

    /// <summary>What to choose from.</summary>
    public IEnumerable<SelectListItem>? Items { get; set; }

    /// <summary>Set by Razor.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        var control = Control();
        var id = control.Attributes["id"]!;
        foreach (var attribute in output.Attributes.Where(x => !Own.Contains(x.Name)).ToList())
        {
            // HTML knows an attribute without a value, such as required.
            control.Attributes[attribute.Name] = attribute.Value?.ToString() ?? "";
            output.Attributes.Remove(attribute);
        }

        control.Attributes["aria-describedby"] = Hint is null ? $"{id}-error" : $"{id}-hint {id}-error";
        if (Failed)
        {
            control.Attributes["aria-invalid"] = "true";
        }

        output.TagName = "div";
        output.TagMode = TagMode.StartTagAndEndTag;
        Classes.Add(output, "mb-3");
        output.Content.AppendFormat("<label class=\"form-label\" for=\"{0}\">{1}</label>", id, Label);
        output.Content.AppendHtml(control);
        if (Hint is not null)
        {
            output.Content.AppendFormat("<div class=\"form-hint\" id=\"{0}-hint\">{1}</div>", id, Hint);
        }

        var error = new { id = $"{id}-error" };
        output.Content.AppendHtml(
            html.GenerateValidationMessage(ViewContext, For.ModelExplorer, For.Name, null, "span", error)
                ?? (IHtmlContent)HtmlString.Empty
        );
    }

    private bool Failed =>
        ViewContext.ViewData.ModelState.TryGetValue(
            ViewContext.ViewData.TemplateInfo.GetFullHtmlFieldName(For.Name),
            out var entry
        )
        && entry.Errors.Count > 0;

    private TagBuilder Control()
    {
        var (explorer, name) = (For.ModelExplorer, For.Name);
        if (Items is not null)
        {
            var select = new { @class = "form-select" };
            return html.GenerateSelect(ViewContext, explorer, null, name, Items, allowMultiple: false, select);
        }

        var classes = new { @class = "form-control" };
        if (Rows > 0)
        {
            return html.GenerateTextArea(ViewContext, explorer, name, Rows, 0, classes);
        }

        // Neither a file nor a secret is ever sent back to the page.
        object? value = Type is "file" or "password" ? "" : For.Model;
        var box = html.GenerateTextBox(ViewContext, explorer, name, value, null, classes);
        box.Attributes["type"] = Type;
        if (Type is "file" or "password")
        {
            box.Attributes.Remove("value");
        }

        return box;
    }
}

using System.Text.RegularExpressions;
using HandlebarsDotNet;

namespace Telehealth.Notifications.Composing;

/// <summary>
/// A template: lines of <c>name: text</c> (subject, title, note, sms), a line of dashes, then the mail's body in blocks
/// parted by empty lines: a paragraph, a list of <c>- label: value</c>, or a button <c>[label](address)</c>. The file
/// is
/// cut into blocks before any value is filled in, so that no value can make a block, a link or a header.
/// </summary>
internal sealed partial class Template
{
    private static readonly IHandlebars Engine = Handlebars.Create(
        new HandlebarsConfiguration
        {
            // Encoding is done once, on whole blocks, when HTML is written.
            NoEscape = true,
            ThrowOnUnresolvedBindingExpression = true,
        }
    );

    private readonly Dictionary<string, HandlebarsTemplate<object, object>> heads = new(StringComparer.Ordinal);
    private readonly List<Block> blocks = [];

    public Template(string source)
    {
        var cut = source.IndexOf("\n---\n", StringComparison.Ordinal);
        foreach (var line in source[..cut].Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            heads[line[..colon].Trim()] = Engine.Compile(line[(colon + 1)..].Trim());
        }

        foreach (var text in source[(cut + 5)..].Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            blocks.Add(Parse(text.Trim()));
        }
    }

    /// <summary>True when the template has such a line.</summary>
    public bool Has(string head) => heads.ContainsKey(head);

    /// <summary>A line, filled in; always one line.</summary>
    public string Head(string head, IReadOnlyDictionary<string, object?> values) => OneLine(heads[head](values));

    /// <summary>The body's blocks, filled in; empty ones are left out.</summary>
    public IEnumerable<FilledBlock> Body(IReadOnlyDictionary<string, object?> values)
    {
        foreach (var block in blocks)
        {
            var rows = block
                .Rows.Select(x => new FilledRow(OneLine(x.Label?.Invoke(values) ?? ""), OneLine(x.Text(values))))
                .Where(x => x.Text.Length > 0)
                .ToList();
            if (rows.Count > 0)
            {
                yield return new FilledBlock(block.Kind, rows);
            }
        }
    }

    /// <summary>
    /// Control characters and line breaks out of names never reach a header, a text message or a mail's layout.
    /// </summary>
    public static string OneLine(string text) => Controls().Replace(text, " ").Trim();

    private static Block Parse(string text)
    {
        if (Button().Match(text) is { Success: true } button)
        {
            var row = new Row(Engine.Compile(button.Groups[1].Value), Engine.Compile(button.Groups[2].Value));
            return new Block(BlockKind.Button, [row]);
        }

        if (!text.StartsWith("- ", StringComparison.Ordinal))
        {
            return new Block(BlockKind.Paragraph, [new Row(null, Engine.Compile(text.Replace('\n', ' ')))]);
        }

        return new Block(
            BlockKind.Facts,
            [
                .. text.Split('\n')
                    .Select(line => line[2..].Split(": ", 2))
                    .Select(x => new Row(Engine.Compile(x[0]), Engine.Compile(x[1]))),
            ]
        );
    }

    [GeneratedRegex(@"^\[([^\]]+)\]\((.+)\)$", RegexOptions.Singleline)]
    private static partial Regex Button();

    [GeneratedRegex(@"[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]+")]
    private static partial Regex Controls();

    private sealed record Row(HandlebarsTemplate<object, object>? Label, HandlebarsTemplate<object, object> Text);

    private sealed record Block(BlockKind Kind, IReadOnlyList<Row> Rows);
}

/// <summary>What a block of a mail is.</summary>
internal enum BlockKind
{
    Paragraph,
    Facts,
    Button,
}

/// <summary>A block with its values.</summary>
internal sealed record FilledBlock(BlockKind Kind, IReadOnlyList<FilledRow> Rows);

/// <summary>A row of a block: a paragraph has no label; a button's text is its address.</summary>
internal sealed record FilledRow(string Label, string Text);

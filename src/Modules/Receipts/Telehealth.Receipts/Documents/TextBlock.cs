namespace Telehealth.Receipts.Documents;

/// <summary>A colour by its three parts, 0 to 255.</summary>
internal readonly record struct Rgb(byte R, byte G, byte B);

/// <summary>The page a block is drawn on and how many there are.</summary>
internal sealed record PageNumbers(int Page, int Pages);

/// <summary>Where text stands in its room.</summary>
internal enum TextAlign
{
    Left,
    Right,
    Centre,
}

/// <summary>Text of one style, wrapped to its room. Digits are all of one width: sums align by themselves.</summary>
internal sealed class TextBlock(Func<PageNumbers, string> text) : IBlock
{
    private const double LineHeight = 1.42;

    private double size = 9.5;
    private bool bold;
    private Rgb color = new(31, 41, 51);
    private TextAlign align = TextAlign.Left;
    private string? address;

    public bool NamesPage { get; init; }

    public TextBlock Size(double points)
    {
        size = points;
        return this;
    }

    public TextBlock Bold()
    {
        bold = true;
        return this;
    }

    public TextBlock Color(Rgb value)
    {
        color = value;
        return this;
    }

    public TextBlock Align(TextAlign value)
    {
        align = value;
        return this;
    }

    /// <summary>Where a reader is led who follows it.</summary>
    public TextBlock Link(string url)
    {
        address = url;
        return this;
    }

    public TextBlock AlignRight() => Align(TextAlign.Right);

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var face = context.Fonts.Face(bold);
        if (NamesPage)
        {
            return [Line(numbers => SafeText.Clean(text(numbers), face), width, face)];
        }

        var lines = Wrap(SafeText.Clean(text(new PageNumbers(1, 1)), face), width, face);
        List<Fragment> parts = [.. lines.Select(line => Line(_ => line, width, face))];

        // A sentence is torn only when no page could hold it.
        return parts.Sum(part => part.Height) <= context.PageHeight ? [Fragment.Join(parts)] : parts;
    }

    private Fragment Line(Func<PageNumbers, string> content, double width, FontFace face) =>
        new(
            size * LineHeight,
            (canvas, x, top) =>
            {
                var line = content(canvas.Numbers);
                var room = width - face.Measure(line, size);
                var indent = align switch
                {
                    TextAlign.Right => room,
                    TextAlign.Centre => room / 2,
                    _ => 0,
                };
                var middle = (size * LineHeight - (face.Ascent - face.Descent) * size) / 2;
                canvas.Write(line, x + indent, top + middle + face.Ascent * size, size, bold, color);
                if (address is not null)
                {
                    canvas.Link(address, x + indent, top, width - room, size * LineHeight);
                }
            }
        );

    private List<string> Wrap(string clean, double width, FontFace face)
    {
        var lines = new List<string>();
        foreach (var paragraph in clean.Split('\n'))
        {
            var line = "";
            foreach (var word in paragraph.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(Tear))
            {
                var longer = line.Length == 0 ? word : $"{line} {word}";
                if (line.Length > 0 && face.Measure(longer, size) > width)
                {
                    lines.Add(line);
                    line = word;
                }
                else
                {
                    line = longer;
                }
            }

            lines.Add(line);
        }

        return lines;

        // A word wider than its room is torn between letters: a long name must not run off the page.
        IEnumerable<string> Tear(string word)
        {
            var start = 0;
            while (face.Measure(word.AsSpan(start), size) > width && word.Length - start > 1)
            {
                var length = 1;
                while (face.Measure(word.AsSpan(start, length + 1), size) <= width)
                {
                    length++;
                }

                yield return word.Substring(start, length);
                start += length;
            }

            yield return word[start..];
        }
    }
}

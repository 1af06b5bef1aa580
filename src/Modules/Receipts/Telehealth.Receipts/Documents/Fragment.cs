namespace Telehealth.Receipts.Documents;

/// <summary>A piece of a document that is never torn apart by a page break, laid out for a known width.</summary>
/// <param name="Height">In points.</param>
/// <param name="Draw">Draws it; x and top are measured from the page's upper left corner.</param>
internal sealed record Fragment(double Height, Action<PdfCanvas, double, double> Draw)
{
    /// <summary>White space between two blocks: left out at the top of a page.</summary>
    public bool IsGap { get; init; }

    /// <summary>No page break follows it, as long as what is so chained fits on a page.</summary>
    public bool KeepWithNext { get; init; }

    /// <summary>Drawn first when this fragment begins a new page: a table's head.</summary>
    public IReadOnlyList<Fragment> Carried { get; init; } = [];

    /// <summary>Belongs to what follows, so that it never hides a wish to stay together.</summary>
    public static Fragment Gap(double height) =>
        new(height, static (_, _, _) => { }) { IsGap = true, KeepWithNext = true };

    /// <summary>Several fragments as one, so that no page break falls between them.</summary>
    public static Fragment Join(IReadOnlyList<Fragment> parts) =>
        new(
            parts.Sum(part => part.Height),
            (canvas, x, top) =>
            {
                foreach (var part in parts)
                {
                    part.Draw(canvas, x, top);
                    top += part.Height;
                }
            }
        )
        {
            KeepWithNext = parts.Count > 0 && parts[^1].KeepWithNext,
            Carried = parts.Count > 0 ? parts[0].Carried : [],
        };

    /// <summary>The same fragments; no page break falls between the last one that is seen and what follows.</summary>
    public static IReadOnlyList<Fragment> TieToNext(IReadOnlyList<Fragment> parts)
    {
        var last = parts.Count - 1;
        while (last > 0 && parts[last].IsGap)
        {
            last--;
        }

        return [.. parts.Select((part, i) => i >= last ? part with { KeepWithNext = true } : part)];
    }
}

/// <summary>What laying out needs to know.</summary>
/// <param name="Fonts">The faces.</param>
/// <param name="PageHeight">The most that fits on one page; what is taller must be torn.</param>
internal sealed record LayoutContext(FontLibrary Fonts, double PageHeight);

/// <summary>Something that takes room in a document.</summary>
internal interface IBlock
{
    /// <summary>The block as fragments, top to bottom, for this width in points.</summary>
    IReadOnlyList<Fragment> Layout(double width, LayoutContext context);
}

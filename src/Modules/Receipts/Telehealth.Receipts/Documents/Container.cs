namespace Telehealth.Receipts.Documents;

/// <summary>
/// A place for one block, with what stands around it. Documents are written as nested containers; the shape follows
/// QuestPDF, so that a document could move there (ADR 0002).
/// </summary>
internal sealed class Container : IBlock
{
    private IBlock? child;
    private (double Left, double Top, double Right, double Bottom) padding;
    private Rgb? background;
    private Rgb? accent;
    private bool together;
    private bool withNext;

    public Container Padding(double all) => Padding(all, all, all, all);

    public Container Padding(double left, double top, double right, double bottom)
    {
        padding = (left, top, right, bottom);
        return this;
    }

    public Container Background(Rgb color)
    {
        background = color;
        return this;
    }

    /// <summary>A stroke of this colour along the left edge.</summary>
    public Container Accent(Rgb color)
    {
        accent = color;
        return this;
    }

    /// <summary>No page break within, as long as it fits on a page.</summary>
    public Container KeepTogether()
    {
        together = true;
        return this;
    }

    /// <summary>No page break between its end and what follows, as long as both fit on a page.</summary>
    public Container KeepWithNext()
    {
        withNext = true;
        return this;
    }

    public TextBlock Text(string text) => Hold(new TextBlock(_ => text));

    /// <summary>Text that names its page, such as <c>Page 1 of 2</c>; one line.</summary>
    public TextBlock Text(Func<PageNumbers, string> text) => Hold(new TextBlock(text) { NamesPage = true });

    public void Column(Action<ColumnBlock> build) => build(Hold(new ColumnBlock()));

    public void Row(Action<RowBlock> build) => build(Hold(new RowBlock()));

    public void Table(Action<TableBlock> build) => build(Hold(new TableBlock()));

    public void Line(Rgb color, double thickness = 0.6) => Hold(new LineBlock(color, thickness));

    /// <summary>A QR code as filled squares: no picture, sharp at every size.</summary>
    public void Qr(string text, double size) => Hold(new QrBlock(text, size));

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var inner = width - padding.Left - padding.Right;
        var parts = new List<Fragment>();
        if (padding.Top > 0)
        {
            parts.Add(Decorate(Fragment.Gap(padding.Top), width));
        }

        foreach (var part in child?.Layout(inner, context) ?? [])
        {
            parts.Add(Decorate(part, width));
        }

        if (padding.Bottom > 0)
        {
            parts.Add(Decorate(Fragment.Gap(padding.Bottom), width));
        }

        IReadOnlyList<Fragment> whole =
            together && parts.Sum(part => part.Height) <= context.PageHeight ? [Fragment.Join(parts)] : parts;
        return withNext ? Fragment.TieToNext(whole) : whole;
    }

    private Fragment Decorate(Fragment part, double width) =>
        part with
        {
            // A coloured gap is seen: it belongs to the box and stays at the top of a page.
            IsGap = part.IsGap && background is null && accent is null,
            Draw = (canvas, x, top) =>
            {
                if (background is { } fill)
                {
                    canvas.Fill(x, top, width, part.Height, fill);
                }

                if (accent is { } stroke)
                {
                    canvas.Fill(x, top, 2.5, part.Height, stroke);
                }

                part.Draw(canvas, x + padding.Left, top);
            },
        };

    /// <summary>Puts a block of any kind here.</summary>
    public T Hold<T>(T block)
        where T : IBlock
    {
        child = block;
        return block;
    }
}

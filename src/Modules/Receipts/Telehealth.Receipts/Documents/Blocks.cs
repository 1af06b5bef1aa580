namespace Telehealth.Receipts.Documents;

/// <summary>Blocks below each other.</summary>
internal sealed class ColumnBlock : IBlock
{
    private readonly List<Container> items = [];
    private double spacing;

    public void Spacing(double points) => spacing = points;

    public Container Item()
    {
        var item = new Container();
        items.Add(item);
        return item;
    }

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var parts = new List<Fragment>();
        foreach (var item in items)
        {
            if (parts.Count > 0 && spacing > 0)
            {
                parts.Add(Fragment.Gap(spacing));
            }

            parts.AddRange(item.Layout(width, context));
        }

        return parts;
    }
}

/// <summary>Blocks beside each other.</summary>
internal sealed class RowBlock : IBlock
{
    private readonly List<(double Weight, double Points, Container Item)> items = [];
    private double spacing;
    private double inset;

    public void Spacing(double points) => spacing = points;

    /// <summary>Room left free at both ends.</summary>
    public void Inset(double points) => inset = points;

    /// <summary>Takes its share of what the constant items leave.</summary>
    public Container Relative(double weight = 1) => Add(weight, 0);

    /// <summary>Takes so many points.</summary>
    public Container Constant(double points) => Add(0, points);

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var free = width - 2 * inset - spacing * (items.Count - 1) - items.Sum(item => item.Points);
        var weights = items.Sum(item => item.Weight);
        var cells = new List<(double X, IReadOnlyList<Fragment> Parts)>();
        var x = inset;
        foreach (var (weight, points, item) in items)
        {
            var own = weight > 0 ? free * weight / weights : points;
            cells.Add((x, item.Layout(own, context)));
            x += own + spacing;
        }

        var whole = cells.Select(cell => (cell.X, Part: Fragment.Join(cell.Parts))).ToList();
        return whole.Max(cell => cell.Part.Height) <= context.PageHeight ? [Beside(whole)] : Slices(cells);
    }

    // Taller than a page, which only a text beyond all measure is: torn fragment by fragment, side by side.
    private static List<Fragment> Slices(List<(double X, IReadOnlyList<Fragment> Parts)> cells)
    {
        var slices = new List<Fragment>();
        for (var i = 0; i < cells.Max(cell => cell.Parts.Count); i++)
        {
            slices.Add(Beside([.. cells.Where(c => i < c.Parts.Count).Select(c => (c.X, c.Parts[i]))]));
        }

        return slices;
    }

    private static Fragment Beside(List<(double X, Fragment Part)> cells) =>
        new(
            cells.Max(cell => cell.Part.Height),
            (canvas, x, top) => cells.ForEach(cell => cell.Part.Draw(canvas, x + cell.X, top))
        );

    private Container Add(double weight, double points)
    {
        var item = new Container();
        items.Add((weight, points, item));
        return item;
    }
}

/// <summary>A table whose head is drawn again on every page it reaches.</summary>
internal sealed class TableBlock : IBlock
{
    private readonly List<(double Weight, double Points, TextAlign Align)> columns = [];
    private readonly List<string[]> rows = [];
    private string[] heads = [];

    private const double Inset = 8;
    private const double RuleHeight = 0.5;

    public Rgb Ink { get; set; } = new(31, 41, 51);

    public Rgb Muted { get; set; } = new(94, 108, 118);

    public Rgb Rule { get; set; } = new(217, 224, 227);

    /// <summary>Behind the head.</summary>
    public Rgb Strip { get; set; } = new(240, 247, 247);

    public void RelativeColumn(double weight = 1) => columns.Add((weight, 0, TextAlign.Left));

    /// <summary>A column of numbers: to the right, digits under digits.</summary>
    public void NumberColumn(double points) => columns.Add((0, points, TextAlign.Right));

    public void Head(params string[] cells) => heads = cells;

    /// <summary>A row; what follows the first line of a cell is set smaller.</summary>
    public void Row(params string[] cells) => rows.Add(cells);

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var strip = new Container().Background(Strip);
        strip.Hold(Line(heads, 7.5, Muted, 5));
        var head = Fragment.Join(strip.Layout(width, context));
        var parts = new List<Fragment>();
        var under = context with { PageHeight = context.PageHeight - head.Height - RuleHeight };
        foreach (var row in rows)
        {
            List<Fragment> line = [.. Line(row, 9.5, Ink, 7).Layout(width, under), RuleOf(width)];
            parts.AddRange(line.Count == 2 ? [Fragment.Join(line)] : line);
        }

        // The head never stands alone at the foot of a page.
        return
        [
            Fragment.Join([head, .. parts.Take(1)]),
            .. parts.Skip(1).Select(part => part with { Carried = [head] }),
        ];
    }

    private RowBlock Line(string[] cells, double size, Rgb color, double padding)
    {
        var row = new RowBlock();
        row.Spacing(10);
        row.Inset(Inset);
        foreach (var ((weight, points, align), cell) in columns.Zip(cells))
        {
            var item = weight > 0 ? row.Relative(weight) : row.Constant(points);
            var lines = cell.Split('\n', 2);
            item.Padding(0, padding, 0, padding)
                .Column(texts =>
                {
                    texts.Item().Text(lines[0]).Size(size).Color(color).Align(align);
                    if (lines.Length > 1)
                    {
                        texts.Item().Text(lines[1]).Size(size - 1.5).Color(Muted).Align(align);
                    }
                });
        }

        return row;
    }

    private Fragment RuleOf(double width) =>
        new(RuleHeight, (canvas, x, top) => canvas.Fill(x, top, width, RuleHeight, Rule));
}

using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Graphics.Operations.PathConstruction;
using UglyToad.PdfPig.Graphics.Operations.PathPainting;
using UglyToad.PdfPig.Graphics.Operations.SpecialGraphicsState;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Receipts.Documents;

/// <summary>Draws on the pages of one PDF; y runs down from the page's top, as people read.</summary>
internal sealed class PdfCanvas(PdfDocumentBuilder builder, FontLibrary fonts)
{
    // PdfPig embeds a face as a simple font: one byte a character, none for the zero.
    private const int CharactersPerFont = 250;

    private readonly Dictionary<bool, List<EmbeddedFont>> embedded = new() { [false] = [], [true] = [] };
    private PdfPageBuilder page = null!;
    private double height;

    public PageNumbers Numbers { get; private set; } = new(1, 1);

    public void BeginPage(double width, double pageHeight, PageNumbers numbers)
    {
        page = builder.AddPage(width, pageHeight);
        height = pageHeight;
        Numbers = numbers;
    }

    public void Fill(double x, double top, double width, double tall, Rgb color) =>
        Fill([(x, top, width, tall)], color);

    public void Fill(IEnumerable<(double X, double Top, double Width, double Height)> rectangles, Rgb color)
    {
        var operations = page.CurrentStream.Operations;
        operations.Add(Push.Value);
        operations.Add(Colour(color));
        foreach (var (x, top, width, tall) in rectangles)
        {
            operations.Add(new AppendRectangle(Round(x), Round(height - top - tall), Round(width), Round(tall)));
        }

        operations.Add(FillPathNonZeroWinding.Value);
        operations.Add(Pop.Value);
    }

    /// <summary>Writes clean text with its baseline at this height.</summary>
    public void Write(string text, double x, double baseline, double size, bool bold, Rgb color)
    {
        if (text.Length == 0)
        {
            return;
        }

        page.CurrentStream.Operations.Add(Push.Value);
        page.CurrentStream.Operations.Add(Colour(color));
        foreach (var (run, font) in Runs(text, bold))
        {
            page.AddText(run, size, new PdfPoint(Round(x), Round(height - baseline)), font);
            x += fonts.Face(bold).Measure(run, size);
        }

        page.CurrentStream.Operations.Add(Pop.Value);
    }

    /// <summary>Leads whoever follows this rectangle to an address.</summary>
    public void Link(string url, double x, double top, double width, double tall) =>
        page.AddLink(
            url,
            new PdfRectangle(Round(x), Round(height - top - tall), Round(x + width), Round(height - top))
        );

    // More different characters than one embedded font holds go on in a second font of the same face.
    private IEnumerable<(string Run, PdfDocumentBuilder.AddedFont Font)> Runs(string text, bool bold)
    {
        var start = 0;
        EmbeddedFont? current = null;
        for (var i = 0; i < text.Length; i++)
        {
            var font = FontOf(text[i], bold);
            if (current is not null && font != current)
            {
                yield return (text[start..i], current.Added);
                start = i;
            }

            current = font;
        }

        yield return (text[start..], current!.Added);
    }

    private EmbeddedFont FontOf(char character, bool bold)
    {
        var list = embedded[bold];
        var font = list.Find(f => f.Characters.Contains(character)) ?? list.Find(f => f.HasRoom);
        if (font is null)
        {
            font = new EmbeddedFont(builder.AddTrueTypeFont(fonts.Face(bold).Bytes), []);
            list.Add(font);
        }

        font.Characters.Add(character);
        return font;
    }

    private static IGraphicsStateOperation Colour(Rgb color) =>
        new UglyToad.PdfPig.Graphics.Operations.SetNonStrokeColorDeviceRgb(
            Math.Round(color.R / 255.0, 4),
            Math.Round(color.G / 255.0, 4),
            Math.Round(color.B / 255.0, 4)
        );

    private static double Round(double points) => Math.Round(points, 3);

    private sealed record EmbeddedFont(PdfDocumentBuilder.AddedFont Added, HashSet<char> Characters)
    {
        public bool HasRoom => Characters.Count < CharactersPerFont;
    }
}

using NodaTime;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Receipts.Documents;

/// <summary>What a PDF says about itself.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Author">Who issued it.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Creator">The program and version that made it.</param>
/// <param name="CreatedAt">When its content was fixed; never the time of rendering, or bytes would differ.</param>
internal sealed record DocumentInfo(string Title, string Author, string Subject, string Creator, Instant CreatedAt)
{
    /// <summary>BCP 47: what its text is read out in.</summary>
    public string Language { get; init; } = "en";
}

/// <summary>Head, content and foot of the pages of a document; A4.</summary>
internal sealed class PageSetup
{
    public double Width { get; } = 595.28;

    public double Height { get; } = 841.89;

    public double Side { get; set; } = 54;

    public double Top { get; set; } = 46;

    public double Bottom { get; set; } = 36;

    /// <summary>A band of this colour along the top edge.</summary>
    public Rgb? Band { get; set; }

    public Container Header { get; } = new();

    public Container Content { get; } = new();

    public Container Footer { get; } = new();

    public double Room => Width - 2 * Side;
}

/// <summary>
/// A document written against a small layer of containers, columns, rows and tables, and rendered to PDF/A-2b with
/// PdfPig. The same document and fonts always give the same bytes.
/// </summary>
internal sealed class Document
{
    private const double BandHeight = 7;
    private const double Gutter = 18;

    private readonly DocumentInfo info;
    private readonly PageSetup page = new();

    private Document(DocumentInfo info) => this.info = info;

    public static Document Create(DocumentInfo info, Action<PageSetup> build)
    {
        var document = new Document(info);
        build(document.page);
        return document;
    }

    public byte[] Render(FontLibrary fonts)
    {
        var unbounded = new LayoutContext(fonts, page.Height);
        var header = Fragment.Join(page.Header.Layout(page.Room, unbounded));
        var footer = Fragment.Join(page.Footer.Layout(page.Room, unbounded));
        var top = page.Top + header.Height + (header.Height > 0 ? Gutter : 0);
        var bottom = page.Height - page.Bottom - footer.Height - (footer.Height > 0 ? Gutter : 0);
        var content = page.Content.Layout(page.Room, new LayoutContext(fonts, bottom - top));
        var pages = new Pagination(top, bottom).Place(content);

        using var file = new MemoryStream();
        using var builder = PdfArchive.Start(info, file);
        var canvas = new PdfCanvas(builder, fonts);
        for (var i = 0; i < pages.Count; i++)
        {
            canvas.BeginPage(page.Width, page.Height, new PageNumbers(i + 1, pages.Count));
            if (page.Band is { } band)
            {
                canvas.Fill(0, 0, page.Width, BandHeight, band);
            }

            header.Draw(canvas, page.Side, page.Top);
            foreach (var (fragment, y) in pages[i])
            {
                fragment.Draw(canvas, page.Side, y);
            }

            footer.Draw(canvas, page.Side, page.Height - page.Bottom - footer.Height);
        }

        return PdfArchive.Finish(builder.Build());
    }
}

using Microsoft.Extensions.Options;
using Telehealth.Receipts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Templates;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Graphics.Operations;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Benchmarks;

/// <summary>
/// R6: receipts drawn through the document layer (laid out, archival, hashed) against the same page drawn in bare
/// PdfPig: its texts and shapes, at places known beforehand, with the same fonts and compression.
/// </summary>
internal static class DrawingReceipts
{
    private const int PerTurn = 10;

    public static async Task<Line[]> Run()
    {
        var options = new ReceiptsOptions();
        var renderer = new DocumentRenderer(Options.Create(options));
        var page = BarePage.Of(renderer.Render(Receipt(0)).Content, options.FontDirectory);
        ShouldShowTheSame(renderer.Render(Receipt(0)).Content, page.Draw());
        var number = 0;
        var pace = await Turns.Compare(
            turns: 15,
            perTurn: PerTurn,
            () => Repeat(() => renderer.Render(Receipt(++number))),
            () => Repeat(() => page.Draw()),
            warmUp: 5
        );
        return [Line.Of("R6 receipts drawn", pace, 0.8)];
    }

    private static Task Repeat<T>(Func<T> draw)
    {
        for (var i = 0; i < PerTurn; i++)
        {
            draw();
        }

        return Task.CompletedTask;
    }

    private static void ShouldShowTheSame(byte[] ours, byte[] bare)
    {
        using var mine = PdfDocument.Open(ours);
        using var theirs = PdfDocument.Open(bare);
        if (mine.NumberOfPages != theirs.NumberOfPages || mine.GetPage(1).Text != theirs.GetPage(1).Text)
        {
            throw new InvalidOperationException("The baseline draws another page.");
        }
    }

    private static FrozenDocument Receipt(int number) =>
        new()
        {
            Title = "VAT invoice",
            Number = $"K7QM2-{number:00000}",
            IssuedOn = "2027-01-14",
            SuppliedOn = "2027-01-14",
            IssuedAt = "2027-01-14T10:31:22Z",
            Country = "GB",
            Zone = "Europe/London",
            Supplier = new("Dr Þórður Jónsson", ["14 Queen Square", "Bristol BS1 4NT", "VAT registration no. GB1"]),
            Customer = new("Nguyễn Thị Hường", ["United Kingdom"]),
            IssuedBy = "Issued by Telehealth on behalf of Dr Þórður Jónsson",
            Lines = [new("Individual session", "Held 14 January 2027, 09:30", 1, 5417, 5417, "20 %", 6500)],
            Currency = "GBP",
            NetMinor = 5417,
            TaxMinor = 1083,
            TotalMinor = 6500,
            TaxLabel = "VAT 20 %",
            TaxColumn = "VAT",
            BookingNumber = "7K2M-94QX",
            Settlement = "Paid in full from your Telehealth wallet on 14 January 2027.",
            VerifyCode = "ABCDEFGHJKLMNPQRSTUVWXYZ23",
            VerifyUrl = "https://telehealth.example/receipts/verify/ABCDEFGHJKLMNPQRSTUVWXYZ23",
        };
}

/// <summary>A page as somebody would draw it who knows every place already.</summary>
internal sealed class BarePage
{
    private readonly List<Written> texts = [];
    private readonly List<IGraphicsStateOperation> shapes = [];
    private readonly byte[] regular;
    private readonly byte[] bold;
    private double width;
    private double height;

    private BarePage(string fonts)
    {
        regular = File.ReadAllBytes(Path.Combine(fonts, "NotoSans-Regular.ttf"));
        bold = File.ReadAllBytes(Path.Combine(fonts, "NotoSans-Bold.ttf"));
    }

    /// <summary>Takes the places from a drawn receipt of one page.</summary>
    public static BarePage Of(byte[] pdf, string fonts)
    {
        using var document = PdfDocument.Open(pdf);
        var source = document.GetPage(1);
        var page = new BarePage(fonts) { width = source.Width, height = source.Height };
        foreach (var run in source.Letters.GroupBy(x => x.TextSequence))
        {
            var first = run.First();
            var isBold = first.FontName!.Contains("Bold", StringComparison.Ordinal);
            var text = string.Concat(run.Select(x => x.Value));
            page.texts.Add(new(text, first.StartBaseLine, first.PointSize, isBold, first.Color.ToRGBValues()));
        }

        page.shapes.AddRange(source.Operations.Where(IsShape));
        return page;
    }

    public byte[] Draw()
    {
        using var builder = new PdfDocumentBuilder { ArchiveStandard = PdfAStandard.A2B };
        var plain = builder.AddTrueTypeFont(regular);
        var strong = builder.AddTrueTypeFont(bold);
        var page = builder.AddPage(width, height);
        page.CurrentStream.Operations.AddRange(shapes);
        foreach (var (text, at, size, isBold, (r, g, b)) in texts)
        {
            page.SetTextAndFillColor((byte)(r * 255), (byte)(g * 255), (byte)(b * 255));
            page.AddText(text, size, at, isBold ? strong : plain);
        }

        return builder.Build();
    }

    private static bool IsShape(IGraphicsStateOperation operation) =>
        operation.Operator is "re" or "f" or "rg" or "q" or "Q";

    private sealed record Written(
        string Text,
        PdfPoint At,
        double Size,
        bool IsBold,
        (double R, double G, double B) Color
    );
}

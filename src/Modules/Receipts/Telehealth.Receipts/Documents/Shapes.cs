using QRCoder;

namespace Telehealth.Receipts.Documents;

/// <summary>A rule across its room.</summary>
internal sealed class LineBlock(Rgb color, double thickness) : IBlock
{
    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context) =>
        [new(thickness, (canvas, x, top) => canvas.Fill(x, top, width, thickness, color))];
}

/// <summary>A QR code drawn as squares.</summary>
internal sealed class QrBlock(string text, double size) : IBlock
{
    private static readonly Rgb Ink = new(17, 24, 28);

    public IReadOnlyList<Fragment> Layout(double width, LayoutContext context)
    {
        var squares = QrModules.Of(text);
        var step = size / squares.Side;
        return
        [
            new(
                size,
                (canvas, x, top) =>
                    canvas.Fill(
                        squares.Runs.Select(r => (x + r.X * step, top + r.Y * step, r.Length * step, step)),
                        Ink
                    )
            ),
        ];
    }
}

/// <summary>The dark squares of a QR code, joined into runs along each row; no quiet zone.</summary>
/// <param name="Side">Modules along one side.</param>
/// <param name="Runs">Dark runs: left, top, length.</param>
internal sealed record QrModules(int Side, IReadOnlyList<(int X, int Y, int Length)> Runs)
{
    private const int QuietZone = 4;

    public static QrModules Of(string text)
    {
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        var matrix = data.ModuleMatrix;
        var side = matrix.Count - 2 * QuietZone;
        var runs = new List<(int, int, int)>();
        for (var y = 0; y < side; y++)
        {
            for (var x = 0; x < side; x++)
            {
                var length = 0;
                while (x + length < side && matrix[y + QuietZone][x + length + QuietZone])
                {
                    length++;
                }

                if (length > 0)
                {
                    runs.Add((x, y, length));
                    x += length;
                }
            }
        }

        return new QrModules(side, runs);
    }
}

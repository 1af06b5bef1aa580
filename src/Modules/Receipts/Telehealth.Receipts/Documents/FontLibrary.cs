using System.Collections.Frozen;
using System.Security.Cryptography;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Fonts.TrueType;
using UglyToad.PdfPig.Fonts.TrueType.Parser;

namespace Telehealth.Receipts.Documents;

/// <summary>One face of the documents' font: its bytes for embedding and its measures for laying out.</summary>
internal sealed class FontFace
{
    private readonly FrozenDictionary<char, double> widths;

    private FontFace(byte[] bytes, FrozenDictionary<char, double> widths, double ascent, double descent)
    {
        Bytes = bytes;
        Ascent = ascent;
        Descent = descent;
        this.widths = widths;
    }

    public byte[] Bytes { get; }

    /// <summary>Above the baseline, in ems.</summary>
    public double Ascent { get; }

    /// <summary>Below the baseline, in ems; negative.</summary>
    public double Descent { get; }

    public bool Has(char character) => widths.ContainsKey(character);

    /// <summary>
    /// The width in points. Text must be clean (<see cref="SafeText"/>): every character is in the face.
    /// </summary>
    public double Measure(ReadOnlySpan<char> text, double size)
    {
        var ems = 0.0;
        foreach (var character in text)
        {
            ems += widths[character];
        }

        return ems * size;
    }

    public static FontFace Load(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var font = TrueTypeFontParser.Parse(new TrueTypeDataBytes(new MemoryInputBytes(bytes)));
        double unit = font.GetUnitsPerEm();
        var widths = new Dictionary<char, double>();
        for (var code = 0x20; code < 0xFFFE; code++)
        {
            // The writer asks for both, and throws where one is missing.
            if (font.TryGetAdvanceWidth(code, out var width) && font.TryGetBoundingBox(code, out _))
            {
                widths[(char)code] = width / unit;
            }
        }

        var metrics = font.TableRegister.HorizontalHeaderTable;
        return new FontFace(bytes, widths.ToFrozenDictionary(), metrics.Ascent / unit, metrics.Descent / unit);
    }
}

/// <summary>The faces documents are written in, read once. Cut down beforehand by the Host's asset build.</summary>
internal sealed class FontLibrary
{
    private FontLibrary(FontFace regular, FontFace bold)
    {
        Regular = regular;
        Bold = bold;
        var hash = SHA256.HashData([.. regular.Bytes, .. bold.Bytes]);
        Fingerprint = Convert.ToHexStringLower(hash)[..8];
    }

    public FontFace Regular { get; }

    public FontFace Bold { get; }

    /// <summary>
    /// Says which fonts these are; part of the renderer's version, since other fonts give other bytes.
    /// </summary>
    public string Fingerprint { get; }

    public FontFace Face(bool bold) => bold ? Bold : Regular;

    public static FontLibrary Load(string directory)
    {
        var regular = Path.Combine(directory, "NotoSans-Regular.ttf");
        var bold = Path.Combine(directory, "NotoSans-Bold.ttf");
        if (!File.Exists(regular) || !File.Exists(bold))
        {
            throw new FileNotFoundException(
                $"The documents' fonts are not in '{directory}'. They are made by the Host's asset build (Node): build "
                    + "without -p:SkipAssets=true, or set Receipts:FontDirectory."
            );
        }

        return new FontLibrary(FontFace.Load(regular), FontFace.Load(bold));
    }
}

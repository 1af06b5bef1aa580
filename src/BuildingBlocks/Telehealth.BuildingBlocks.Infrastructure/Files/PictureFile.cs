using System.Buffers.Binary;

namespace Telehealth.BuildingBlocks.Infrastructure.Files;

/// <summary>
/// A JPEG or PNG as people upload it: told by its bytes, not by its name, and freed of what the camera wrote into it
/// (place, device, times). The picture itself is not touched.
/// </summary>
public static class PictureFile
{
    /// <summary>In base64 it still fits into a body of 1 MB.</summary>
    public const int MostBytes = 700_000;

    private const int MostPixelsASide = 4_096;
    private static readonly byte[] PngSignature = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A];

    // What a viewer needs to paint; text, times and EXIF are chunks of other names.
    private static readonly HashSet<string> PngKept = ["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB"];

    /// <summary>Content type and cleaned bytes, or null when it is no whole JPEG or PNG of a sensible size.</summary>
    public static (string ContentType, byte[] Bytes)? Clean(ReadOnlySpan<byte> file)
    {
        if (file.Length > MostBytes)
        {
            return null;
        }

        if (file.StartsWith(PngSignature))
        {
            return CleanPng(file) is { } png ? ("image/png", png) : null;
        }

        return file is [0xFF, 0xD8, 0xFF, ..] && CleanJpeg(file) is { } jpeg ? ("image/jpeg", jpeg) : null;
    }

    private static byte[]? CleanPng(ReadOnlySpan<byte> file)
    {
        var kept = new List<byte>(file.Length);
        kept.AddRange(PngSignature);
        var at = PngSignature.Length;
        while (at + 12 <= file.Length)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
            if (length > file.Length - at - 12)
            {
                return null;
            }

            var name = System.Text.Encoding.ASCII.GetString(file.Slice(at + 4, 4));
            var chunk = file.Slice(at, (int)length + 12);
            var isFirst = at == PngSignature.Length;
            if (isFirst && (name != "IHDR" || length != 13 || !IsSensible(Big(chunk[8..]), Big(chunk[12..]))))
            {
                return null;
            }

            if (PngKept.Contains(name))
            {
                kept.AddRange(chunk);
            }

            if (name == "IEND")
            {
                return [.. kept];
            }

            at += chunk.Length;
        }

        return null;
    }

    private static byte[]? CleanJpeg(ReadOnlySpan<byte> file)
    {
        var kept = new List<byte>(file.Length) { 0xFF, 0xD8 };
        var sized = false;
        var at = 2;
        while (at + 4 <= file.Length && file[at] == 0xFF)
        {
            var marker = file[at + 1];
            var length = BinaryPrimitives.ReadUInt16BigEndian(file[(at + 2)..]);
            if (length < 2 || at + 2 + length > file.Length)
            {
                return null;
            }

            var segment = file.Slice(at, length + 2);
            if (IsFrame(marker))
            {
                sized = length >= 8 && IsSensible(Small(segment[7..]), Small(segment[5..]));
            }

            if (marker == 0xDA)
            {
                // The scan runs to the end; what follows the end marker is not part of the picture.
                var end = file.LastIndexOf((ReadOnlySpan<byte>)[0xFF, 0xD9]);
                if (!sized || end < at)
                {
                    return null;
                }

                kept.AddRange(file[at..(end + 2)]);
                return [.. kept];
            }

            if (!IsComment(marker))
            {
                kept.AddRange(segment);
            }

            at += segment.Length;
        }

        return null;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);

    // APP1 to APP13 and APP15 carry EXIF, XMP and the like; APP0 is the plain header, APP14 says how colours are coded.
    private static bool IsComment(byte marker) => marker is (>= 0xE1 and <= 0xED) or 0xEF or 0xFE;

    private static bool IsSensible(long width, long height) =>
        width is > 0 and <= MostPixelsASide && height is > 0 and <= MostPixelsASide;

    private static long Big(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt32BigEndian(at);

    private static long Small(ReadOnlySpan<byte> at) => BinaryPrimitives.ReadUInt16BigEndian(at);
}

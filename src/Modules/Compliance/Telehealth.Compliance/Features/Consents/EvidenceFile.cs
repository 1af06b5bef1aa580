using Telehealth.BuildingBlocks.Infrastructure.Files;

namespace Telehealth.Compliance.Features.Consents;

/// <summary>A document as people upload it, told by its structure and not by its first bytes or its name.</summary>
internal static class EvidenceFile
{
    /// <summary>In base64 it still fits into a body of 1 MB.</summary>
    public const int MostBytes = 700_000;

    public static string? TypeOf(byte[]? file) =>
        file is null || file.Length > MostBytes ? null
        : PdfFile.IsOne(file) ? "application/pdf"
        : PictureFile.Clean(file)?.ContentType;
}

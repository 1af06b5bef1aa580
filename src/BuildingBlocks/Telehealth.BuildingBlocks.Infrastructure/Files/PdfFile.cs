using System.IO.Compression;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Filters;
using UglyToad.PdfPig.Tokens;

namespace Telehealth.BuildingBlocks.Infrastructure.Files;

/// <summary>
/// Whether a file somebody sends is a PDF: by its structure, not by its first bytes or its name. Whoever opens it
/// finds at least one page.
/// </summary>
public static class PdfFile
{
    // What its tables may unpack to: an honest file of a few megabytes needs a fraction of it.
    private const long MostUnpacked = 64 * 1024 * 1024;
    private const int DeepestNesting = 100;

    /// <summary>True for a PDF that opens without a password and has a page.</summary>
    public static bool IsOne(byte[] file)
    {
        if (!file.AsSpan().StartsWith("%PDF-"u8))
        {
            return false;
        }

        try
        {
            using var document = PdfDocument.Open(
                file,
                new ParsingOptions
                {
                    // Many programs print PDFs with small faults; every viewer opens them.
                    UseLenientParsing = true,
                    SkipMissingFonts = true,
                    MaxStackDepth = DeepestNesting,
                    FilterProvider = new BoundedFilters(),
                }
            );
            return document.NumberOfPages > 0;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Whatever the reader stumbles over, it is no PDF we can open.
            return false;
        }
    }

    /// <summary>The filters tables need, for so many bytes in all: no bomb unpacks here.</summary>
    private sealed class BoundedFilters : IFilterProvider
    {
        private long left = MostUnpacked;

        public IReadOnlyList<IFilter> GetFilters(DictionaryToken dictionary) =>
            Bounded(DefaultFilterProvider.Instance.GetFilters(dictionary));

        public IReadOnlyList<IFilter> GetNamedFilters(IReadOnlyList<NameToken> names) =>
            Bounded(DefaultFilterProvider.Instance.GetNamedFilters(names));

        public IReadOnlyList<IFilter> GetAllFilters() => Bounded(DefaultFilterProvider.Instance.GetAllFilters());

        /// <summary>Unpacks it into nothing, to see how much it is.</summary>
        public void Spend(ReadOnlyMemory<byte> packed)
        {
            // Two bytes of zlib's heading stand before the data.
            using var unpacked = new DeflateStream(
                new MemoryStream(packed.Length < 2 ? [] : packed[2..].ToArray()),
                CompressionMode.Decompress
            );
            var buffer = new byte[64 * 1024];
            int read;
            while ((read = unpacked.Read(buffer)) > 0)
            {
                left -= read;
                if (left < 0)
                {
                    throw new InvalidDataException("The tables of this PDF unpack to too much.");
                }
            }
        }

        private IReadOnlyList<IFilter> Bounded(IReadOnlyList<IFilter> filters) =>
            [.. filters.Select(x => new BoundedFilter(x, this))];
    }

    private sealed class BoundedFilter(IFilter inner, BoundedFilters bounds) : IFilter
    {
        public bool IsSupported => inner.IsSupported;

        public Memory<byte> Decode(
            Memory<byte> input,
            DictionaryToken streamDictionary,
            IFilterProvider filterProvider,
            int filterIndex
        )
        {
            switch (inner)
            {
                case FlateFilter:
                    bounds.Spend(input);
                    break;
                case LzwFilter or RunLengthFilter:
                    // No table is packed so, and neither tells how much it unpacks to.
                    throw new InvalidDataException("The tables of this PDF are packed in a way none are.");
            }

            return inner.Decode(input, streamDictionary, filterProvider, filterIndex);
        }
    }
}

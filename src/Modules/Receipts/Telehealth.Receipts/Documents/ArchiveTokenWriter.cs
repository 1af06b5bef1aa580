using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Receipts.Documents;

/// <summary>
/// Mends on their way to the file what PdfPig cannot be told: its metadata packet, which has plain texts where PDF/A
/// wants language alternatives and lists, and no dates, gives way to ours; the catalogue names the language; a link is
/// printable, as PDF/A wants it of every annotation, and has no frame.
/// </summary>
internal sealed class ArchiveTokenWriter(byte[] packet, string language) : ITokenWriter
{
    private static readonly NameToken Language = NameToken.Create("Lang");
    private static readonly NumericToken Printable = new(4);
    private static readonly ArrayToken NoFrame = new([NumericToken.Zero, NumericToken.Zero, NumericToken.Zero]);

    private readonly TokenWriter inner = new();

    public bool WritingPageContents
    {
        get => inner.WritingPageContents;
        set => inner.WritingPageContents = value;
    }

    public void WriteToken(IToken token, Stream outputStream) =>
        inner.WriteToken(
            token is ObjectToken written
                ? new ObjectToken(written.Position, written.Number, Mend(written.Data))
                : token,
            outputStream
        );

    public void WriteObject(long objectNumber, int generation, byte[] data, Stream outputStream) =>
        inner.WriteObject(objectNumber, generation, data, outputStream);

    public void WriteCrossReferenceTable(
        IReadOnlyDictionary<IndirectReference, long> objectOffsets,
        IndirectReference catalogToken,
        Stream outputStream,
        IndirectReference? documentInformationReference,
        long? previousTableOffset
    ) =>
        inner.WriteCrossReferenceTable(
            objectOffsets,
            catalogToken,
            outputStream,
            documentInformationReference,
            previousTableOffset
        );

    private IToken Mend(IToken data) =>
        data switch
        {
            StreamToken stream when IsA(stream.StreamDictionary, NameToken.Metadata) => new StreamToken(
                stream.StreamDictionary.With(NameToken.Length, new NumericToken(packet.Length)),
                packet
            ),
            DictionaryToken catalog when IsA(catalog, NameToken.Catalog) => catalog.With(
                Language,
                new StringToken(language)
            ),
            DictionaryToken page when page.TryGet(NameToken.Annots, out ArrayToken links) => page.With(
                NameToken.Annots,
                new ArrayToken([.. links.Data.Select(Mend)])
            ),
            DictionaryToken link when IsA(link, NameToken.Annot) => link.With(NameToken.F, Printable)
                .With(NameToken.Border, NoFrame),
            _ => data,
        };

    private static bool IsA(DictionaryToken dictionary, NameToken type) =>
        dictionary.TryGet(NameToken.Type, out NameToken named) && named.Equals(type);
}

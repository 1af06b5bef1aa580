using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Telehealth.Receipts.Documents;
using Telehealth.Receipts.Domain;
using UglyToad.PdfPig.Writer;

namespace Telehealth.Receipts.Templates;

/// <summary>The PDF of frozen data: pure, slow (milliseconds), never inside a transaction.</summary>
internal sealed class DocumentRenderer(IOptions<ReceiptsOptions> options)
{
    // Read at the first rendering, not at start: a host without fonts still serves everything else, and says why here.
    private readonly Lazy<FontLibrary> fonts = new(() => FontLibrary.Load(options.Value.FontDirectory));

    /// <summary>
    /// What the bytes depend on besides the data: the template, the writer, the runtime's compression, the fonts.
    /// </summary>
    public string Version
    {
        get
        {
            var writer = typeof(PdfDocumentBuilder).Assembly.GetName().Version!.ToString(3);
            var font = fonts.Value.Fingerprint;
            return $"{DocumentTemplate.Version} pdfpig-{writer} net-{Environment.Version} font-{font}";
        }
    }

    /// <summary>Refuses what it could only print with a sign in place of a letter.</summary>
    public (byte[] Content, string Sha256) Render(FrozenDocument data)
    {
        if (PrintableTexts.FirstLost(data) is not null)
        {
            throw new InvalidOperationException($"Document {data.Number} holds what its fonts cannot print.");
        }

        var creator = $"Telehealth {DocumentTemplate.Version}";
        var content = DocumentTemplate.Write(data, creator).Render(fonts.Value);
        return (content, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}

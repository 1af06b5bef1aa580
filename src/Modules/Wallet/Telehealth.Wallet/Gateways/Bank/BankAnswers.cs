using System.Collections.Frozen;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// Reads what a bank answers: pain.002, camt.053 and camt.054 in the versions banks send. A file is read only up to a
/// limit, never with a DTD, and counts only if it holds against its schema and its balances add up.
/// </summary>
internal static class BankAnswers
{
    /// <summary>What a bank's file is at most, unless the caller knows better: a year of payouts.</summary>
    public const int UsualMaxBytes = 20 * 1024 * 1024;

    private const string NamespacePrefix = "urn:iso:std:iso:20022:tech:xsd:";
    private const int ChunkSize = 81_920;

    private static readonly FrozenDictionary<string, Func<XElement, string, Result<BankAnswerFile>>> Readers =
        new Dictionary<string, Func<XElement, string, Result<BankAnswerFile>>>
        {
            ["pain.002.001.03"] = Pain002.Read,
            ["pain.002.001.10"] = Pain002.Read,
            ["camt.053.001.02"] = CamtStatement.Read,
            ["camt.053.001.08"] = CamtStatement.Read,
            ["camt.054.001.02"] = CamtStatement.Read,
            ["camt.054.001.08"] = CamtStatement.Read,
        }.ToFrozenDictionary();

    private static readonly Lazy<XmlSchemaSet> Schemas = new(LoadSchemas);

    /// <summary>What the file says, or why it cannot be used.</summary>
    /// <param name="file">The file as it arrived.</param>
    /// <param name="maxBytes">Reading stops with a refusal once more than this came.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Result<BankAnswerFile>> Read(Stream file, int maxBytes, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        if (!await Fill(bytes, file, maxBytes, ct))
        {
            return BankFileErrors.TooLarge(maxBytes);
        }

        bytes.Position = 0;
        if (FormatOf(bytes) is not { } format)
        {
            return BankFileErrors.NotXml;
        }

        if (!Readers.TryGetValue(format, out var reader))
        {
            return BankFileErrors.UnknownFormat(Readers.Keys.Order(StringComparer.Ordinal));
        }

        bytes.Position = 0;
        return Load(bytes, out var message) is { } error ? error : reader(message!, format);
    }

    private static async Task<bool> Fill(MemoryStream bytes, Stream file, int maxBytes, CancellationToken ct)
    {
        if (file.CanSeek && file.Length - file.Position > maxBytes)
        {
            return false;
        }

        var chunk = new byte[ChunkSize];
        int read;
        while ((read = await file.ReadAsync(chunk, ct)) > 0)
        {
            if (bytes.Length + read > maxBytes)
            {
                return false;
            }

            bytes.Write(chunk, 0, read);
        }

        return true;
    }

    // The namespace's last part; empty when it is not ISO 20022's, null when the file is not XML at all.
    private static string? FormatOf(Stream bytes)
    {
        try
        {
            using var xml = XmlReader.Create(bytes, Settings());
            xml.MoveToContent();
            return xml.LocalName == "Document" && xml.NamespaceURI.StartsWith(NamespacePrefix, StringComparison.Ordinal)
                ? xml.NamespaceURI[NamespacePrefix.Length..]
                : "";
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return null;
        }
    }

    private static Error? Load(Stream bytes, out XElement? message)
    {
        message = null;
        var settings = Settings();
        settings.ValidationType = ValidationType.Schema;
        settings.Schemas = Schemas.Value;
        try
        {
            using var xml = XmlReader.Create(bytes, settings);
            message = XDocument.Load(xml).Root!.Elements().First();
            return null;
        }
        catch (XmlSchemaValidationException e)
        {
            // The exception's own words may hold a name or an account number.
            return BankFileErrors.Invalid(e.LineNumber, e.LinePosition);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return BankFileErrors.NotXml;
        }
    }

    private static bool IsUnreadable(Exception e) =>
        e is XmlException or DecoderFallbackException or ArgumentException or NotSupportedException;

    private static XmlReaderSettings Settings() =>
        new()
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            IgnoreWhitespace = true,
            CloseInput = false,
        };

    private static XmlSchemaSet LoadSchemas()
    {
        var schemas = new XmlSchemaSet { XmlResolver = null };
        foreach (var format in Readers.Keys)
        {
            using var xsd = Assembly.GetExecutingAssembly().GetManifestResourceStream($"{format}.xsd")!;
            using var xml = XmlReader.Create(xsd, Settings());
            schemas.Add(NamespacePrefix + format, xml);
        }

        schemas.Compile();
        return schemas;
    }
}

internal static class BankFileErrors
{
    public static readonly Error NotXml = Error.Refused(
        "wallet.bank-file-not-xml",
        "This file is not whole, plain XML. Download it from the bank again."
    );

    public static readonly Error Unbalanced = Error.Refused(
        "wallet.bank-file-unbalanced",
        "The opening balance and the entries do not come to the closing balance. Ask the bank for the whole statement."
    );

    public static Error TooLarge(int maxBytes) =>
        Error
            .Refused("wallet.bank-file-too-large", "This file is larger than a bank's answer may be.")
            .With("maxBytes", maxBytes);

    public static Error UnknownFormat(IEnumerable<string> formats) =>
        Error.Refused(
            "wallet.bank-file-unknown-format",
            $"This is none of the files that can be read: {string.Join(", ", formats)}."
        );

    public static Error Invalid(int line, int position) =>
        Error
            .Refused("wallet.bank-file-invalid", $"The file breaks its schema at line {line}, position {position}.")
            .With("line", line)
            .With("position", position);
}

using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Telehealth.BuildingBlocks;
using Telehealth.Receipts.Contracts;

namespace Telehealth.Receipts.Domain;

/// <summary>In whose name documents are issued, and the short code its numbers begin with.</summary>
internal sealed class Issuer
{
    public const string PlatformKey = "platform";

    // Without 0, 1, I, O: a number is read out on the phone.
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
    private const int CodeLength = 5;

    private Issuer() { }

    public string Key { get; private set; } = "";

    public string Code { get; private set; } = "";

    public static Issuer Open(string key, string code) => new() { Key = key, Code = code };

    public static string KeyOf(ProviderId provider) => $"provider:{provider.Value}";

    /// <summary>The code of an issuer; another one for each attempt, for the rare case that it is taken.</summary>
    public static string CodeOf(string key, int attempt)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{key}/{attempt}"));
        return string.Create(
            CodeLength,
            hash,
            (code, bytes) =>
            {
                for (var i = 0; i < code.Length; i++)
                {
                    code[i] = Alphabet[bytes[i] % Alphabet.Length];
                }
            }
        );
    }
}

/// <summary>
/// The counter of one series (RCP-02). Raised by one in the transaction that writes the document: a number that is
/// rolled back was never given, so the series has neither gap nor double (ADR 0015).
/// </summary>
internal sealed class NumberSeries
{
    private NumberSeries() { }

    public string IssuerKey { get; private set; } = "";

    public DocumentKind Kind { get; private set; }

    /// <summary>The last number given; 0 before the first.</summary>
    public long Last { get; private set; }

    public static NumberSeries Open(string issuer, DocumentKind kind) => new() { IssuerKey = issuer, Kind = kind };

    /// <summary>
    /// At most 18 of [A-Z0-9/-], so that it fits a bank reference: <c>K7QM2-00042</c>, <c>K7QM2-C00001</c>. Each kind has
    /// its mark, because each counts for itself.
    /// </summary>
    public static string Format(string code, DocumentKind kind, long number)
    {
        var mark = kind switch
        {
            DocumentKind.Receipt => "",
            DocumentKind.CreditNote => "C",
            DocumentKind.CommissionInvoice => "F",
            DocumentKind.SelfBilledInvoice => "S",
            DocumentKind.RemittanceAdvice => "R",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{code}-{mark}{number:00000}");
    }
}

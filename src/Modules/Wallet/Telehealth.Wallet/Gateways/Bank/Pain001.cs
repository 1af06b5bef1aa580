using System.Globalization;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>
/// ISO 20022 customer credit transfer, <c>pain.001.001.09</c>. The bytes follow from the order alone, so the same order
/// written again is the same file: a resend is never a new payment.
/// </summary>
internal static class Pain001
{
    public const string Format = "pain.001.001.09";

    private const string Namespace = "urn:iso:std:iso:20022:tech:xsd:" + Format;
    private const int LongestId = 35;
    private const int LongestName = 70;
    private const int LongestRemittance = 140;

    // ISO 20022 external service levels; any other word is the bank's own (LHV's FAST).
    private static readonly HashSet<string> ServiceLevels = ["SEPA", "INST", "URGP", "NURG", "SDVA"];

    private static readonly InstantPattern DateTime = InstantPattern.CreateWithInvariantCulture(
        "uuuu-MM-dd'T'HH:mm:ss'Z'"
    );

    /// <summary>A payment of the order lacks what its scheme needs; no file is better than a wrong one.</summary>
    public static Error NotPossible(IEnumerable<string> references) =>
        Error.Conflict(
            "wallet.payment-not-possible",
            "Payments of this batch lack what their payment scheme needs, such as a BIC. Please give the batch up, and "
                + $"have these providers complete their bank details: {string.Join(", ", references)}."
        );

    /// <summary>
    /// The file's bytes (UTF-8 without a byte order mark), or which payments no scheme carries.
    /// </summary>
    public static Result<byte[]> Write(PaymentOrder order)
    {
        Check(order);
        var lacking = order
            .Payments.Where(x => PaymentSchemes.Missing(x.Amount.Currency, x.Payee).Count > 0)
            .Select(x => x.Reference)
            .ToList();
        if (lacking.Count > 0)
        {
            return NotPossible(lacking);
        }

        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            Indent = true,
            NewLineChars = "\n",
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            xml.WriteStartElement("Document", Namespace);
            xml.WriteStartElement("CstmrCdtTrfInitn");
            WriteHeader(xml, order);
            WritePaymentInformation(xml, order);
            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        return bytes.ToArray();
    }

    private static void Check(PaymentOrder order)
    {
        if (order.Payments.Count == 0 || order.Payments.Any(x => x.Amount.Minor <= 0))
        {
            throw new ArgumentException("An order has payments, each of more than nothing.", nameof(order));
        }

        if (order.Payments.Any(x => x.Amount.Currency != order.From.Currency))
        {
            throw new InvalidOperationException("An order pays in its account's currency.");
        }

        if (order.Payments.DistinctBy(x => x.EndToEndId).Count() != order.Payments.Count)
        {
            throw new ArgumentException("Every payment of an order has its own end-to-end id.", nameof(order));
        }
    }

    private static void WriteHeader(XmlWriter xml, PaymentOrder order)
    {
        xml.WriteStartElement("GrpHdr");
        xml.WriteElementString("MsgId", Id(order.MessageId));
        xml.WriteElementString("CreDtTm", DateTime.Format(order.CreatedAt));
        WriteTotals(xml, order);
        WriteParty(xml, "InitgPty", order.From.Holder);
        xml.WriteEndElement();
    }

    private static void WritePaymentInformation(XmlWriter xml, PaymentOrder order)
    {
        var schemes = order.Payments.Select(SchemeOf).Distinct().ToList();
        // One part for all, so that a status of the part speaks of all; what differs stands at each payment.
        PaymentScheme? shared = schemes is [var only] ? only : null;
        xml.WriteStartElement("PmtInf");
        xml.WriteElementString("PmtInfId", Id(order.MessageId));
        xml.WriteElementString("PmtMtd", "TRF");
        // Each payment stands alone on the statement, so that each can be matched.
        xml.WriteElementString("BtchBookg", "false");
        WriteTotals(xml, order);
        if (shared is { } common)
        {
            WriteServiceLevel(xml, common, order.From);
        }

        WriteNested(xml, "Dt", LocalDatePattern.Iso.Format(order.PayDate), "ReqdExctnDt");
        WriteParty(xml, "Dbtr", order.From.Holder);
        WriteAccount(xml, "DbtrAcct", order.From.Account, order.From.Currency);
        WriteAgent(xml, "DbtrAgt", order.From.Account, order.From.Bic, country: null, required: true);
        if (shared is { } all)
        {
            WriteCharges(xml, all);
        }

        foreach (var payment in order.Payments)
        {
            WritePayment(xml, payment, shared is null ? order.From : null);
        }

        xml.WriteEndElement();
    }

    // With the paying account when the schemes of the order differ, and each payment tells its own.
    private static void WritePayment(XmlWriter xml, BankPayment payment, PayingAccount? own)
    {
        var scheme = SchemeOf(payment);
        var payee = scheme == PaymentScheme.Uk ? payment.Payee.AsUk()! : payment.Payee;
        var abroad = scheme == PaymentScheme.Other ? payment.Payee as BankAccount.International : null;
        xml.WriteStartElement("CdtTrfTxInf");
        xml.WriteStartElement("PmtId");
        xml.WriteElementString("InstrId", Id(payment.EndToEndId));
        xml.WriteElementString("EndToEndId", Id(payment.EndToEndId));
        xml.WriteEndElement();
        if (own is not null)
        {
            WriteServiceLevel(xml, scheme, own);
        }

        xml.WriteStartElement("Amt");
        xml.WriteStartElement("InstdAmt");
        xml.WriteAttributeString("Ccy", payment.Amount.Currency.Code);
        xml.WriteString(payment.Amount.ToPlainString());
        xml.WriteEndElement();
        xml.WriteEndElement();
        if (own is not null)
        {
            WriteCharges(xml, scheme);
        }

        WriteAgent(xml, "CdtrAgt", payee, (payee as BankAccount.International)?.Bic, abroad?.Iban[..2]);
        WriteParty(xml, "Cdtr", payment.PayeeName, abroad?.Country);
        WriteAccount(xml, "CdtrAcct", payee, currency: null);
        // The reference stands first: Faster Payments shows 18 characters.
        var told = payment.InvoiceNumber is { } number ? $"{payment.Reference} INV {number}" : payment.Reference;
        WriteNested(xml, "Ustrd", LatinText.Of(told, LongestRemittance), "RmtInf");
        xml.WriteEndElement();
    }

    private static PaymentScheme SchemeOf(BankPayment payment) =>
        PaymentSchemes.Of(payment.Amount.Currency, payment.Payee);

    private static void WriteServiceLevel(XmlWriter xml, PaymentScheme scheme, PayingAccount from)
    {
        // The bank's own word is about its own country's payments.
        var level =
            scheme == PaymentScheme.Other
                ? "NURG"
                : from.ServiceLevel ?? (scheme == PaymentScheme.Sepa ? "SEPA" : "NURG");
        WriteNested(xml, ServiceLevels.Contains(level) ? "Cd" : "Prtry", level, "PmtTpInf", "SvcLvl");
    }

    // SEPA and the UK allow their own rules only; elsewhere each side pays its own bank.
    private static void WriteCharges(XmlWriter xml, PaymentScheme scheme) =>
        xml.WriteElementString("ChrgBr", scheme == PaymentScheme.Other ? "SHAR" : "SLEV");

    private static void WriteTotals(XmlWriter xml, PaymentOrder order)
    {
        var sum = order.Payments.Aggregate(Money.Zero(order.From.Currency), (total, x) => total + x.Amount);
        xml.WriteElementString("NbOfTxs", order.Payments.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("CtrlSum", sum.ToPlainString());
    }

    private static void WriteParty(XmlWriter xml, string element, string name, string? country = null)
    {
        xml.WriteStartElement(element);
        xml.WriteElementString("Nm", LatinText.Of(name, LongestName));
        if (country is not null)
        {
            WriteNested(xml, "Ctry", country, "PstlAdr");
        }

        xml.WriteEndElement();
    }

    private static void WriteAccount(XmlWriter xml, string element, BankAccount account, Currency? currency)
    {
        xml.WriteStartElement(element);
        xml.WriteStartElement("Id");
        if (account is BankAccount.Uk uk)
        {
            xml.WriteStartElement("Othr");
            xml.WriteElementString("Id", uk.AccountNumber);
            WriteNested(xml, "Cd", "BBAN", "SchmeNm");
            xml.WriteEndElement();
        }
        else
        {
            xml.WriteElementString("IBAN", ((BankAccount.International)account).Iban);
        }

        xml.WriteEndElement();
        if (currency is { } its)
        {
            xml.WriteElementString("Ccy", its.Code);
        }

        xml.WriteEndElement();
    }

    private static void WriteAgent(
        XmlWriter xml,
        string element,
        BankAccount account,
        string? bic,
        string? country,
        bool required = false
    )
    {
        var uk = account as BankAccount.Uk;
        if (bic is null && uk is null && !required)
        {
            return;
        }

        xml.WriteStartElement(element);
        xml.WriteStartElement("FinInstnId");
        if (bic is not null)
        {
            xml.WriteElementString("BICFI", bic);
        }

        if (uk is not null)
        {
            xml.WriteStartElement("ClrSysMmbId");
            WriteNested(xml, "Cd", "GBDSC", "ClrSysId");
            xml.WriteElementString("MmbId", uk.SortCode);
            xml.WriteEndElement();
        }

        if (country is not null)
        {
            WriteNested(xml, "Ctry", country, "PstlAdr");
        }

        if (uk is null && bic is null)
        {
            WriteNested(xml, "Id", "NOTPROVIDED", "Othr");
        }

        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void WriteNested(XmlWriter xml, string element, string text, params ReadOnlySpan<string> around)
    {
        foreach (var outer in around)
        {
            xml.WriteStartElement(outer);
        }

        xml.WriteElementString(element, text);
        foreach (var _ in around)
        {
            xml.WriteEndElement();
        }
    }

    // An id is never mended: the bank's answers must name the very same.
    private static string Id(string id) =>
        id.Length is > 0 and <= LongestId
        && id == LatinText.Of(id, LongestId)
        && id[0] != '/'
        && id[^1] != '/'
        && !id.Contains("//", StringComparison.Ordinal)
            ? id
            : throw new ArgumentException(
                "An id of a payment order has 1 to 35 Latin characters and lone inner slashes."
            );
}

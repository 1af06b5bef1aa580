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

    /// <summary>The file's bytes: UTF-8 without a byte order mark.</summary>
    public static byte[] Write(PaymentOrder order)
    {
        Check(order);
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
        var level = order.From.ServiceLevel ?? (order.From.Currency == Currency.Eur ? "SEPA" : "NURG");
        xml.WriteStartElement("PmtInf");
        xml.WriteElementString("PmtInfId", Id(order.MessageId));
        xml.WriteElementString("PmtMtd", "TRF");
        // Each payment stands alone on the statement, so that each can be matched.
        xml.WriteElementString("BtchBookg", "false");
        WriteTotals(xml, order);
        WriteNested(xml, ServiceLevels.Contains(level) ? "Cd" : "Prtry", level, "PmtTpInf", "SvcLvl");
        WriteNested(xml, "Dt", LocalDatePattern.Iso.Format(order.PayDate), "ReqdExctnDt");
        WriteParty(xml, "Dbtr", order.From.Holder);
        WriteAccount(xml, "DbtrAcct", order.From.Account, order.From.Currency);
        WriteAgent(xml, "DbtrAgt", order.From.Account, order.From.Bic, required: true);
        var local = order.From.Currency == Currency.Eur || order.From.Currency == Currency.Gbp;
        xml.WriteElementString("ChrgBr", local ? "SLEV" : "SHAR");
        foreach (var payment in order.Payments)
        {
            WritePayment(xml, payment);
        }

        xml.WriteEndElement();
    }

    private static void WritePayment(XmlWriter xml, BankPayment payment)
    {
        xml.WriteStartElement("CdtTrfTxInf");
        xml.WriteStartElement("PmtId");
        xml.WriteElementString("InstrId", Id(payment.EndToEndId));
        xml.WriteElementString("EndToEndId", Id(payment.EndToEndId));
        xml.WriteEndElement();
        xml.WriteStartElement("Amt");
        xml.WriteStartElement("InstdAmt");
        xml.WriteAttributeString("Ccy", payment.Amount.Currency.Code);
        xml.WriteString(payment.Amount.ToPlainString());
        xml.WriteEndElement();
        xml.WriteEndElement();
        WriteAgent(xml, "CdtrAgt", payment.Payee, (payment.Payee as BankAccount.International)?.Bic, required: false);
        WriteParty(xml, "Cdtr", payment.PayeeName);
        WriteAccount(xml, "CdtrAcct", payment.Payee, currency: null);
        // The reference stands first: Faster Payments shows 18 characters.
        var told = payment.InvoiceNumber is { } number ? $"{payment.Reference} INV {number}" : payment.Reference;
        WriteNested(xml, "Ustrd", LatinText.Of(told, LongestRemittance), "RmtInf");
        xml.WriteEndElement();
    }

    private static void WriteTotals(XmlWriter xml, PaymentOrder order)
    {
        var sum = order.Payments.Aggregate(Money.Zero(order.From.Currency), (total, x) => total + x.Amount);
        xml.WriteElementString("NbOfTxs", order.Payments.Count.ToString(CultureInfo.InvariantCulture));
        xml.WriteElementString("CtrlSum", sum.ToPlainString());
    }

    private static void WriteParty(XmlWriter xml, string element, string name) =>
        WriteNested(xml, "Nm", LatinText.Of(name, LongestName), element);

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

    private static void WriteAgent(XmlWriter xml, string element, BankAccount account, string? bic, bool required)
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
        else if (bic is null)
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

using System.Globalization;
using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>
/// From earnings to the bank: one withdrawal of an agency session and a part of a platform-sold one, whose invoice the
/// platform writes; a second whose invoice the provider sends; and the Friday on which two people pay both.
/// </summary>
internal sealed partial class DemoBooking
{
    private const string FinanceMail = "bartosz.zielinski@staff.telehealth.example";
    private const string ApproverMail = "ngoc.tran@staff.telehealth.example";
    private const string OwnNumber = "SLEEP-2026-07";
    private const int AgencyShareMinor = 5200;
    private const int SelfBilledMinor = 1250;
    private const int InvoicedMinor = 1000;

    private readonly DemoCaller finance = new(host, folder);
    private readonly DemoCaller approver = new(host, folder);
    private readonly List<string> withdrawals = [];
    private LocalDate payDay;
    private string batchId = "";
    private string messageId = "";

    private IEnumerable<(string Name, Func<Task<string>> Step)> FridaySteps =>
        [
            ("The provider says where to be paid, and agrees to self-billing", PrepareToBePaid),
            ("The earnings mature, each by its channel's delay", Mature),
            ("The provider withdraws; the platform writes the invoice", WithdrawSelfBilled),
            ("A second withdrawal: the provider's own invoice is checked", WithdrawInvoiced),
            ("The clock moves to the Friday; finance looks and gathers", Gather),
            ("Who prepared cannot approve; a second person does", Approve),
            ("The bank's file is made once, and sent", SendToBank),
            ("The bank answers: both are paid", Paid),
            ("The provider has its documents", ProviderDocuments),
        ];

    private async Task<string> PrepareToBePaid()
    {
        var details = await provider.Put(
            "/wallet/bank-details",
            new
            {
                holderName = "Þórunn Jónsdóttir",
                kind = "uk",
                currency = "GBP",
                sortCode = "08-99-99",
                accountNumber = "6637 4958",
            }
        );
        var terms = Text(await provider.Get("/receipts/self-billing/agreement"), "termsVersion");
        var promises = new
        {
            termsVersion = terms,
            willNotInvoice = true,
            willAcceptEach = true,
            willTellOfChanges = true,
        };
        var agreed = await provider.Post("/receipts/self-billing/agreement", promises, "agreement-1");
        return $"{Text(details, "maskedAccount")}, self-billing until {Text(agreed, "until")}";
    }

    private async Task<string> Mature()
    {
        await Advance(endsAt + Duration.FromHours(73));
        var summary = await provider.Get("/wallet/earnings/summary");
        var gbp = summary.GetProperty("currencies")[0];
        var available = Minor(gbp, "available");
        const long all = AgencyShareMinor + (ProgrammePriceMinor * 3 / 4);
        Check(available == all, $"All earnings should be available and {available} are.");
        return $"{available} minor units available";
    }

    private async Task<string> WithdrawSelfBilled()
    {
        var withdrawal = await Withdraw(AgencyShareMinor + SelfBilledMinor, "withdrawal-1");
        Check(Text(withdrawal, "state") == "scheduled", $"It should be scheduled and is {Text(withdrawal, "state")}.");
        Check(Minor(withdrawal, "invoiceAmount") == SelfBilledMinor, "Only the platform-sold part needs an invoice.");
        payDay = LocalDatePattern.Iso.Parse(Text(withdrawal, "payoutDate")).Value;
        return $"{Text(withdrawal, "reference")}, paid on {Text(withdrawal, "payoutDate")}";
    }

    private async Task<string> WithdrawInvoiced()
    {
        await provider.Delete("/receipts/self-billing/agreement", "agreement-2");
        var withdrawal = await Withdraw(InvoicedMinor, "withdrawal-2");
        Check(Text(withdrawal, "state") == "awaitingInvoice", "Without the agreement it should wait for an invoice.");
        var path = $"/wallet/withdrawals/{withdrawals[1]}/invoices";
        var refused = await provider.Refused(path, Invoice(InvoicedMinor + 1), "invoice-1");
        Check(refused == "wallet.invoice-amount-differs", $"A wrong amount was answered {refused}.");
        var invoice = await provider.Upload(path, Invoice(InvoicedMinor), "invoice-2");
        await Employ(finance, FinanceMail, "Bartosz Zieliński", Roles.Finance);
        await finance.Post($"/wallet/admin/invoices/{Text(invoice, "id")}/accept", null, "invoice-3");
        var scheduled = await Withdrawal(withdrawals[1]);
        Check(Text(scheduled, "state") == "scheduled", "An accepted invoice should schedule the withdrawal.");
        return $"a wrong amount refused, {OwnNumber} accepted, paid on {Text(scheduled, "payoutDate")}";
    }

    private async Task<string> Gather()
    {
        await Advance(payDay.AtStartOfDayInZone(DateTimeZoneProviders.Tzdb["Europe/London"]).ToInstant());
        var friday = await finance.Get($"/wallet/payouts/friday?date={LocalDatePattern.Iso.Format(payDay)}");
        var due = friday.GetProperty("currencies")[0];
        Check(due.GetProperty("withdrawals").GetArrayLength() == 2, "Two withdrawals should be due.");
        var account = due.GetProperty("payingAccounts")[0].GetString();
        var body = new { date = LocalDatePattern.Iso.Format(payDay), payingAccount = account };
        var batch = await finance.Post("/wallet/payout-batches", body, "gather-1");
        (batchId, messageId) = (Text(batch, "id"), Text(batch, "messageId"));
        await finance.Post($"/wallet/payout-batches/{batchId}/review", null, "review-1");
        return $"{Minor(batch, "total")} minor units in {batch.GetProperty("payouts").GetInt32()} payouts";
    }

    private async Task<string> Approve()
    {
        var path = $"/wallet/payout-batches/{batchId}/approve";
        var refused = await finance.Refused(path, new { code = await Code(FinanceMail) }, "approve-1");
        await Employ(approver, ApproverMail, "Trần Thị Ngọc", Roles.PayoutApprover);
        var approved = await approver.Post(path, new { code = await Code(ApproverMail) }, "approve-2");
        return $"the preparer got {refused}; {Text(approved, "state")} by another";
    }

    private async Task<string> SendToBank()
    {
        var path = $"/wallet/payout-batches/{batchId}";
        var stored = await finance.Post($"{path}/file", new { }, "file-1");
        var file = await finance.Download($"/api/v1{path}/file");
        var again = await finance.Download($"/api/v1{path}/file");
        Check(file.SequenceEqual(again), "The same batch should give the same bytes.");
        folder.Write("payouts.pain001.xml", file);
        await finance.Post($"{path}/sent", null, "sent-1");
        await Drain();
        return $"pain.001.001.09, {file.Length} bytes, SHA-256 {Text(stored, "sha256")[..12]}…";
    }

    private async Task<string> Paid()
    {
        var payments = withdrawals.Select(x =>
            $"<TxInfAndSts><OrgnlEndToEndId>{Guid.Parse(x).ToString("N").ToUpperInvariant()}</OrgnlEndToEndId>"
            + "<TxSts>ACSC</TxSts></TxInfAndSts>"
        );
        var answer = $"""
            <?xml version="1.0" encoding="UTF-8"?>
            <Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.10"><CstmrPmtStsRpt>
            <GrpHdr><MsgId>DEMO-BANK-1</MsgId><CreDtTm>{payDay:yyyy-MM-dd}T10:00:00Z</CreDtTm></GrpHdr>
            <OrgnlGrpInfAndSts><OrgnlMsgId>{messageId}</OrgnlMsgId>
            <OrgnlMsgNmId>pain.001.001.09</OrgnlMsgNmId></OrgnlGrpInfAndSts>
            <OrgnlPmtInfAndSts><OrgnlPmtInfId>P</OrgnlPmtInfId>{string.Concat(payments)}</OrgnlPmtInfAndSts>
            </CstmrPmtStsRpt></Document>
            """;
        var file = new DemoFile("answer.xml", "application/xml", Encoding.UTF8.GetBytes(answer));
        var imported = await finance.Upload("/wallet/bank-answers", file, "answer-1");
        Check(imported.GetProperty("applied").GetInt32() == 2, "Both payments should be answered for.");
        await Drain();
        foreach (var id in withdrawals)
        {
            var state = Text(await Withdrawal(id), "state");
            Check(state == "paid", $"A withdrawal should be paid and is {state}.");
        }

        folder.Write("statement.json", (await provider.Get("/wallet/earnings")).GetRawText());
        return "paid, and the provider was told";
    }

    private async Task<string> ProviderDocuments()
    {
        var documents = (await provider.Get("/receipts/documents")).GetProperty("items").EnumerateArray().ToList();
        foreach (var kind in (string[])["commissionInvoice", "selfBilledInvoice", "remittanceAdvice"])
        {
            var document = documents.Find(x => Text(x, "kind") == kind);
            Check(document.ValueKind == JsonValueKind.Object, $"There should be a {kind}.");
            var pdf = await provider.Download($"/api/v1/receipts/documents/{Text(document, "id")}/file");
            folder.Write($"{JsonNamingPolicy.KebabCaseLower.ConvertName(kind)}.pdf", pdf);
        }

        return string.Join(", ", documents.Select(x => Text(x, "number")));
    }

    private async Task<JsonElement> Withdraw(int minor, string key)
    {
        var body = new { amount = Money.Gbp(minor) };
        var id = Text(await provider.Post("/wallet/withdrawals", body, key), "id");
        withdrawals.Add(id);
        await Drain();
        return await Withdrawal(id);
    }

    private async Task<JsonElement> Withdrawal(string id) =>
        (await provider.Get($"/wallet/withdrawals/{id}")).GetProperty("withdrawal");

    private DemoFile Invoice(int minor) =>
        new(
            "invoice.pdf",
            "application/pdf",
            DemoPaper.Pdf($"Invoice {OwnNumber}", $"GBP {minor / 100m:0.00}"),
            ("number", OwnNumber),
            ("date", LocalDatePattern.Iso.Format(endsAt.InUtc().Date)),
            ("amount", minor.ToString(CultureInfo.InvariantCulture)),
            ("currency", "GBP")
        );
}

/// <summary>A sheet as somebody's office program prints it: one page, a few lines.</summary>
internal static class DemoPaper
{
    public static byte[] Pdf(params string[] lines)
    {
        var text = string.Concat(lines.Select((x, i) => $"BT /F 14 Tf 72 {720 - (i * 24)} Td ({x}) Tj ET "));
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F 5 0 R >> >> >>",
            $"<< /Length {text.Length} >>\nstream\n{text}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (body, number) in objects.Select((x, i) => (x, i + 1)))
        {
            places.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{number} 0 obj\n{body}\nendobj\n");
        }

        var table = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        places.ForEach(x => pdf.Append(CultureInfo.InvariantCulture, $"{x:0000000000} 00000 n \n"));
        pdf.Append(CultureInfo.InvariantCulture, $"trailer << /Size {objects.Length + 1} /Root 1 0 R >>\n");
        pdf.Append(CultureInfo.InvariantCulture, $"startxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }
}

using System.Globalization;

namespace Telehealth.Host.Cli;

/// <summary>What is left when the session was held: money, receipt, journal, the check of everything.</summary>
internal sealed partial class DemoBooking
{
    private async Task<string> Settled()
    {
        var available = await Available();
        Check(available == 10_000 - PriceMinor, $"The wallet should hold 35.00 GBP; available is {available}.");
        var earnings = await provider.Get("/wallet/earnings");
        Check(earnings.GetProperty("items").GetArrayLength() == 1, "There should be one earning.");
        var transactions = await client.Get("/wallet/transactions");
        return $"{transactions.GetProperty("items").GetArrayLength()} movements in the wallet";
    }

    private async Task<string> Receipt()
    {
        var documents = await client.Get("/receipts/documents");
        var receipt = documents.GetProperty("items").EnumerateArray().First();
        var file = await client.Download($"/api/v1/receipts/documents/{Text(receipt, "id")}/file");
        Check(file.AsSpan(0, 5).SequenceEqual("%PDF-"u8), "The receipt should be a PDF.");
        folder.Write("receipt.pdf", file);
        folder.Mail(ClientMail, x => x.Attachments.Any(y => y.ContentType.IsMimeType("application", "pdf")));
        return $"number {Text(receipt, "number")}, {file.Length / 1024} kB";
    }

    private async Task<string> Export()
    {
        var (mails, calendars) = folder.Collect();
        var export = await Exporting.Read(app.Services, CancellationToken.None);
        folder.Write("ledger.journal", export.Text);
        return $"{export.Journals} transactions; {mails} mails, {calendars} invitations";
    }

    private async Task<string> Verify()
    {
        using var report = new StringWriter(CultureInfo.InvariantCulture);
        var ok = await Verifying.Check(app.Services, wait: true, report, CancellationToken.None);
        folder.Write("verify.txt", report.ToString());
        Check(ok, report.ToString());
        return "verify is clean";
    }
}

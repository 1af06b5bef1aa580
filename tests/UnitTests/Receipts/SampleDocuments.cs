using System.Diagnostics;
using Microsoft.Extensions.Options;
using Telehealth.Receipts;
using Telehealth.Receipts.Domain;
using Telehealth.Receipts.Templates;
using UglyToad.PdfPig;

namespace Telehealth.UnitTests.Receipts;

/// <summary>Documents for tests, and what outside programs say about them.</summary>
internal static class SampleDocuments
{
    public static readonly DocumentRenderer Renderer = new(Options.Create(new ReceiptsOptions()));

    public static FrozenDocument Receipt(string client = "Anna Kowalska-Wiśniewska") =>
        new()
        {
            Title = "VAT invoice",
            Number = "K7QM2-00042",
            IssuedOn = "2027-01-14",
            SuppliedOn = "2027-01-14",
            IssuedAt = "2027-01-14T10:31:22Z",
            Country = "GB",
            Zone = "Europe/London",
            Supplier = new("Dr Þórður Jónsson", ["14 Queen Square", "Bristol BS1 4NT", "VAT registration no. GB1"]),
            Customer = new(client, ["United Kingdom"]),
            IssuedBy = "Issued by Telehealth on behalf of Dr Þórður Jónsson",
            Lines = [new("Individual session", "Held 14 January 2027, 09:30", 1, 5417, 5417, "20 %", 6500)],
            Currency = "GBP",
            NetMinor = 5417,
            TaxMinor = 1083,
            TotalMinor = 6500,
            TaxLabel = "VAT 20 %",
            TaxColumn = "VAT",
            BookingNumber = "7K2M-94QX",
            Settlement = "Paid in full from your Telehealth wallet on 14 January 2027.",
            VerifyCode = "ABCDEFGHJKLMNPQRSTUVWXYZ23",
            VerifyUrl = "https://telehealth.example/receipts/verify/ABCDEFGHJKLMNPQRSTUVWXYZ23",
        };

    /// <summary>The metadata packet as it stands in the bytes.</summary>
    public static System.Xml.Linq.XDocument Xmp(byte[] pdf)
    {
        var text = System.Text.Encoding.UTF8.GetString(pdf);
        var start = text.IndexOf("<x:xmpmeta", StringComparison.Ordinal);
        var end = text.IndexOf("</x:xmpmeta>", StringComparison.Ordinal) + "</x:xmpmeta>".Length;
        return System.Xml.Linq.XDocument.Parse(text[start..end]);
    }

    public static byte[] Pdf(FrozenDocument data) => Renderer.Render(data).Content;

    /// <summary>What is read out of a receipt to this client.</summary>
    public static string Text(string client) => Text(Pdf(Receipt(client)));

    public static string Text(byte[] pdf)
    {
        using var document = PdfDocument.Open(pdf);
        return string.Concat(document.GetPages().Select(page => page.Text));
    }

    /// <summary>Runs a program on the PDF; {0} is its path. Answers what it printed.</summary>
    public static string Ask(string program, string arguments, byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"telehealth-{BuildingBlocks.Ids.New():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            var start = new ProcessStartInfo(program, string.Format(null, arguments, file))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = System.Text.Encoding.UTF8,
            };
            using var process = Process.Start(start)!;
            var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0, said);
            return said;
        }
        finally
        {
            File.Delete(file);
        }
    }
}

using System.IO.Compression;
using System.Text;
using Telehealth.BuildingBlocks.Infrastructure.Files;
using Telehealth.BuildingBlocks.Infrastructure.Pages;
using Telehealth.Host.Cli.Story;
using Telehealth.Testing;

namespace Telehealth.UnitTests.Host;

/// <summary>What comes from outside is what it says it is, and what goes out is only text.</summary>
public class UploadedFileTests
{
    [Fact]
    [Rule("WAL-08", Part = "match")]
    public void A_pdf_is_one_by_its_structure()
    {
        PdfFile.IsOne(DemoPaper.Pdf("Invoice 17")).ShouldBeTrue();
        foreach (
            var no in new byte[][]
            {
                [],
                "%PDF-"u8.ToArray(),
                "%PDF-1.7\nsigned"u8.ToArray(),
                [.. "%PDF-1.7\n"u8, .. new byte[500]],
                [.. "%PDF-1.7\n"u8, .. Enumerable.Repeat((byte)'[', 200_000)],
                [.. "%PDF-1.7\n1 0 obj\n"u8, .. Enumerable.Repeat("<</A"u8.ToArray(), 50_000).SelectMany(x => x)],
                [.. "MZ"u8, .. DemoPaper.Pdf("Invoice 17")],
                Encoding.ASCII.GetBytes(
                    Encoding.ASCII.GetString(DemoPaper.Pdf("x")).Replace("/Count 1", "/Count 0").Replace("3 0 R]", "]")
                ),
            }
        )
        {
            PdfFile.IsOne(no).ShouldBeFalse(Encoding.ASCII.GetString(no[..Math.Min(60, no.Length)]));
        }
    }

    [Fact]
    public void A_table_that_unpacks_to_a_flood_is_refused_before_it_does()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            zlib.Write(new byte[200 * 1024 * 1024]);
        }

        var head = "%PDF-1.7\n";
        var table =
            $"1 0 obj\n<< /Type /XRef /Size 2 /W [1 2 1] /Root 2 0 R /Filter /FlateDecode /Length {packed.Length} >>\n"
            + "stream\n";
        byte[] file =
        [
            .. Encoding.ASCII.GetBytes(head + table),
            .. packed.ToArray(),
            .. Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{head.Length}\n%%EOF\n"),
        ];
        var before = GC.GetAllocatedBytesForCurrentThread();
        PdfFile.IsOne(file).ShouldBeFalse();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(100L * 1024 * 1024);
    }

    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+44", "'+44")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("  =1+1", "'  =1+1")]
    [InlineData("\u00a0=1", "'\u00a0=1")]
    [InlineData("\t=1", "'\t=1")]
    [InlineData("\0=1", "'\0=1")]
    [InlineData("＝1+1", "'＝1+1")]
    [InlineData("2026/17", "2026/17")]
    [InlineData("a=b", "a=b")]
    [InlineData("", "")]
    public void A_spreadsheet_runs_nothing_of_what_people_wrote(string text, string cell)
    {
        var file = new Csv("x");
        file.Add(text);
        file.ToString().ShouldBe($"x\r\n{cell}\r\n");
    }
}

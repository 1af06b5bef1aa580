using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What goes to the bank: against its schema, its layout, and the same bytes for ever.</summary>
public class BankWriterTests
{
    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void A_pain001_holds_against_its_schema_and_its_totals_are_right()
    {
        foreach (var order in new[] { BankOrders.Uk(), BankOrders.Sepa() })
        {
            var document = Validated(Pain001.Write(order).Value);
            var amounts = document
                .Descendants(Pain + "InstdAmt")
                .Select(x => decimal.Parse(x.Value, CultureInfo.InvariantCulture));
            document
                .Descendants(Pain + "CtrlSum")
                .Select(x => x.Value)
                .ShouldBe([.. Enumerable.Repeat(amounts.Sum().ToString("F2", CultureInfo.InvariantCulture), 2)]);
            document.Descendants(Pain + "NbOfTxs").Select(x => x.Value).ShouldBe(["2", "2"]);
            document.Descendants(Pain + "Dt").Single().Value.ShouldBe("2026-11-27");
        }
    }

    [Fact]
    public void A_british_order_says_what_the_sample_says()
    {
        var written = Validated(Pain001.Write(BankOrders.Uk()).Value);
        var sample = XDocument.Load(Path.Combine(AppContext.BaseDirectory, "Wallet/Data/pain001.09-uk.xml"));
        var first = written.Descendants(Pain + "CdtTrfTxInf").First();
        var expected = sample.Descendants(Pain + "CdtTrfTxInf").First();
        expected.Descendants(Pain + "Nm").Single().Value = "Jane Doe";
        first.ToString().ShouldBe(expected.ToString());
        written.Descendants(Pain + "SvcLvl").Single().Value.ShouldBe("NURG");
    }

    [Theory]
    [InlineData(null, "NURG", "Cd")]
    [InlineData("FAST", "FAST", "Prtry")]
    [InlineData("URGP", "URGP", "Cd")]
    public void The_service_level_is_the_accounts_or_the_usual_one(string? level, string told, string element)
    {
        var order = BankOrders.Uk() with { From = BankOrders.Sterling with { ServiceLevel = level } };
        var written = Validated(Pain001.Write(order).Value).Descendants(Pain + "SvcLvl").Single().Elements().Single();
        (written.Name.LocalName, written.Value).ShouldBe((element, told));
    }

    [Fact]
    public void Names_reach_the_bank_in_its_letters()
    {
        var written = Validated(Pain001.Write(BankOrders.Sepa()).Value);
        written.Descendants(Pain + "Cdtr").Select(x => x.Value).ShouldBe(["Lukasz Zolc", "Thorunn Nguyen"]);
        written.Descendants(Pain + "Ustrd").Select(x => x.Value).ShouldBe(["WD-000200", "WD-000201 INV INV-7"]);
        written.Descendants(Pain + "SvcLvl").Single().Value.ShouldBe("SEPA");
    }

    [Theory]
    [InlineData("Łódź", "Lodz")]
    [InlineData("Þór Ðe", "Thor De")]
    [InlineData("ÞÓR", "THOR")]
    [InlineData("Nguyễn Thị Đào", "Nguyen Thi Dao")]
    [InlineData("Straße & Söhne_GmbH", "Strasse + Sohne-GmbH")]
    [InlineData("  O’Brien\t— “Bob”  ", "O'Brien - 'Bob'")]
    [InlineData("Anna 王芳 😀", "Anna .. .")]
    [InlineData("a*b\0c", "a.b.c")]
    public void Text_is_turned_into_latin_letters_and_never_dropped_unseen(string text, string latin) =>
        LatinText.Of(text, 70).ShouldBe(latin);

    [Theory]
    [InlineData("Łucja Nguyễn-O'Brien", true)]
    [InlineData("Þórunn", true)]
    [InlineData("王芳", false)]
    [InlineData("Анна", false)]
    [InlineData("Zoë 😀", false)]
    [InlineData("Anna 王芳", false)]
    [InlineData("Ａnna №5 & Søn", true)]
    [InlineData("- .", false)]
    public void A_name_a_bank_cannot_read_is_seen(string name, bool readable) =>
        LatinText.CanWrite(name).ShouldBe(readable);

    [Fact]
    public void A_long_name_is_cut_to_seventy() => LatinText.Of(new string('ß', 80), 70).Length.ShouldBe(70);

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void The_same_order_is_the_same_bytes()
    {
        Pain001.Write(BankOrders.Uk()).Value.ShouldBe(Pain001.Write(BankOrders.Uk()).Value);
        Pain001.Write(BankOrders.Uk()).Value[0].ShouldBe((byte)'<');
        var processing = new NodaTime.LocalDate(2026, 11, 26);
        BacsStandard18
            .Write(BankOrders.Uk(), processing)
            .Value.ShouldBe(BacsStandard18.Write(BankOrders.Uk(), processing).Value);
    }

    [Theory]
    [InlineData("/WD-1")]
    [InlineData("WD-1/")]
    [InlineData("WD//1")]
    [InlineData("WD-ł")]
    [InlineData("")]
    [InlineData("WD-0000000000000000000000000000000001")]
    public void An_id_that_a_bank_would_change_is_a_bug(string id)
    {
        var payment = BankOrders.Payment("x", 1, "J", new BankAccount.Uk("107999", "88837491")) with
        {
            EndToEndId = id,
        };
        Should.Throw<ArgumentException>(() => Pain001.Write(BankOrders.Uk(payment)));
    }

    [Fact]
    public void Nothing_twice_and_nothing_for_nothing()
    {
        var payment = BankOrders.Payment("x", 1, "J", new BankAccount.Uk("107999", "88837491"));
        Should.Throw<ArgumentException>(() => Pain001.Write(BankOrders.Uk(payment, payment)));
        Should.Throw<ArgumentException>(() => Pain001.Write(BankOrders.Uk(payment with { Amount = Money.Gbp(0) })));
        Should.Throw<InvalidOperationException>(() =>
            Pain001.Write(BankOrders.Uk(payment with { Amount = new(1, Currency.Eur) }))
        );
    }

    [Fact]
    [Rule("WAL-10", Part = "bacs")]
    public void A_bacs_file_is_the_sample_column_by_column()
    {
        var written = BacsStandard18.Write(BankOrders.Uk(), processing: new(2026, 11, 26)).Value;
        var sample = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Wallet/Data/bacs-own-2026-11-27.txt"));
        Encoding.ASCII.GetString(written).ShouldBe(sample);
    }

    [Fact]
    public void A_bacs_file_dated_with_the_day_of_arrival_would_pay_late() =>
        Should.Throw<ArgumentException>(() => BacsStandard18.Write(BankOrders.Uk(), processing: new(2026, 11, 27)));

    [Fact]
    public void Bacs_takes_a_british_iban_and_nothing_abroad()
    {
        var british = new BankAccount.International("GB82WEST12345698765432", null);
        var written = BacsStandard18.Write(
            BankOrders.Uk(BankOrders.Payment("WD-1", 1, "Łucja Ð’Arcy", british)),
            new(2026, 11, 26)
        );
        var data = Encoding.ASCII.GetString(written.Value).Split("\r\n")[4];
        data.ShouldStartWith("1234569876543209920295963748472    0000000000124HR");
        data.ShouldEndWith("LUCJA D ARCY      ");
        BacsStandard18.Write(BankOrders.Sepa(), new(2026, 11, 26)).Error!.Code.ShouldBe("wallet.bacs-not-possible");
    }

    [ToolFact("xmllint")]
    public async Task Another_program_finds_the_file_valid_too()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllBytesAsync(file, Pain001.Write(BankOrders.Sepa()).Value);
        using var xmllint = Process.Start(
            new ProcessStartInfo("xmllint", ["--noout", "--schema", Schema, file]) { RedirectStandardError = true }
        )!;
        var said = await xmllint.StandardError.ReadToEndAsync();
        await xmllint.WaitForExitAsync();
        File.Delete(file);
        xmllint.ExitCode.ShouldBe(0, said);
    }

    private static string Schema => Path.Combine(AppContext.BaseDirectory, "Wallet/Data/pain.001.001.09.xsd");

    private static XDocument Validated(byte[] file)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Pain.NamespaceName, Schema);
        var document = XDocument.Load(new MemoryStream(file));
        document.Validate(schemas, (_, e) => throw e.Exception);
        return document;
    }
}

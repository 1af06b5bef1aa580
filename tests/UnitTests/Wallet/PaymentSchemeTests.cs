using System.Xml.Linq;
using System.Xml.Schema;
using Telehealth.BuildingBlocks;
using Telehealth.Testing;
using Telehealth.Wallet;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>A payment is valid for the scheme it travels by, or it is none.</summary>
public class PaymentSchemeTests
{
    private const string Dubai = "AE070331234567890123456";
    private const string Warsaw = "PL61109010140000071219812874";
    private const string London = "GB29NWBK60161331926819";

    private static readonly XNamespace Pain = "urn:iso:std:iso:20022:tech:xsd:pain.001.001.09";

    public static TheoryData<string> RegistryCountries => [.. BankTables.Ibans.Keys.Order()];

    [Theory]
    [Rule("WAL-12", Part = "checked")]
    [MemberData(nameof(RegistryCountries))]
    public void Euros_reach_an_account_by_its_IBAN_alone_where_SEPA_does(string country)
    {
        var account = new BankAccount.International(country + "00", null);
        var inSepa = BankTables.Sepa.Contains(country);
        PaymentSchemes.Of(Currency.Eur, account).ShouldBe(inSepa ? PaymentScheme.Sepa : PaymentScheme.Other);
        PaymentSchemes.Missing(Currency.Eur, account).Select(x => x.Field).ShouldBe(inSepa ? [] : ["bic", "country"]);
        // Another currency than the scheme's own travels from bank to bank, inside Europe too.
        PaymentSchemes.Of(Currency.Of("PLN"), account).ShouldBe(PaymentScheme.Other);
    }

    [Theory]
    [Rule("WAL-12", Part = "checked")]
    [InlineData("GBP", London, null, null, "")]
    [InlineData("EUR", London, null, null, "")]
    [InlineData("GBP", Warsaw, null, null, "bic,country")]
    [InlineData("PLN", Warsaw, "BREXPLPW", null, "country")]
    [InlineData("EUR", Dubai, null, "AE", "bic")]
    [InlineData("EUR", Dubai, "EBILAEAD", "AE", "")]
    [InlineData("GBP", Dubai, "EBILAEAD", "ZZ", "country")]
    public void What_a_scheme_needs_is_asked_for_beside_its_field(
        string currency,
        string iban,
        string? bic,
        string? country,
        string missing
    )
    {
        var read = AccountReader.ForPayment(new BankAccount.International(iban, bic), Currency.Of(currency), country);
        string.Join(',', read.Error?.Fields.Keys ?? []).ShouldBe(missing);
    }

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void A_payment_outside_SEPA_says_so_with_its_banks_BIC_and_both_countries()
    {
        var order = Euros(BankOrders.Payment("WD-1", 100, "Aisha", Account(Dubai, "EBILAEAD", "OM"), currency: "EUR"));
        var written = Validated(Pain001.Write(order).Value);
        Texts(written, "SvcLvl").ShouldBe(["NURG"]);
        Texts(written, "ChrgBr").ShouldBe(["SHAR"]);
        var agent = written.Descendants(Pain + "CdtrAgt").Single();
        agent.Descendants(Pain + "BICFI").Single().Value.ShouldBe("EBILAEAD");
        agent.Descendants(Pain + "Ctry").Single().Value.ShouldBe("AE");
        written.Descendants(Pain + "Cdtr").Descendants(Pain + "Ctry").Single().Value.ShouldBe("OM");
    }

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void In_an_order_of_both_each_payment_tells_its_own_scheme()
    {
        var order = Euros(
            BankOrders.Payment("WD-1", 100, "Aisha", Account(Dubai, "EBILAEAD", "AE"), currency: "EUR"),
            BankOrders.Payment("WD-2", 200, "Ola", Account(Warsaw, null, null), currency: "EUR")
        );
        var written = Validated(Pain001.Write(order).Value);
        written.Descendants(Pain + "PmtInf").Elements(Pain + "PmtTpInf").ShouldBeEmpty();
        written.Descendants(Pain + "PmtInf").Elements(Pain + "ChrgBr").ShouldBeEmpty();
        Texts(written, "SvcLvl").ShouldBe(["NURG", "SEPA"]);
        Texts(written, "ChrgBr").ShouldBe(["SHAR", "SLEV"]);
        written.Descendants(Pain + "CdtrAgt").Count().ShouldBe(1);
    }

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void Sterling_to_a_british_IBAN_goes_by_sort_code_and_account_number()
    {
        var order = BankOrders.Uk(BankOrders.Payment("WD-1", 100, "Jo", Account(London, "NWBKGB2L", null)));
        var written = Validated(Pain001.Write(order).Value);
        Texts(written, "SvcLvl").ShouldBe(["NURG"]);
        Texts(written, "ChrgBr").ShouldBe(["SLEV"]);
        var agent = written.Descendants(Pain + "CdtrAgt").Single();
        agent.Descendants(Pain + "MmbId").Single().Value.ShouldBe("601613");
        agent.Descendants(Pain + "BICFI").ShouldBeEmpty();
        written.Descendants(Pain + "CdtrAcct").Single().Value.ShouldStartWith("31926819");
    }

    [Fact]
    [Rule("WAL-10", Part = "file")]
    public void No_file_is_written_of_a_payment_its_scheme_does_not_carry()
    {
        var order = Euros(
            BankOrders.Payment("WD-1", 100, "Ola", Account(Warsaw, null, null), currency: "EUR"),
            BankOrders.Payment("WD-2", 100, "Aisha", Account(Dubai, null, null), currency: "EUR")
        );
        var refused = Pain001.Write(order).Error!;
        refused.Code.ShouldBe("wallet.payment-not-possible");
        refused.Message.ShouldContain("WD-2");
        refused.Message.ShouldNotContain("WD-1");
    }

    [Theory]
    [InlineData("GBP", null, "202959", "63748472", true)]
    [InlineData("GBP", London, null, null, true)]
    [InlineData("GBP", "IE29AIBK93115212345678", null, null, false)]
    [InlineData("EUR", "IE29AIBK93115212345678", null, null, true)]
    [InlineData("EUR", "IE28AIBK93115212345678", null, null, false)]
    [InlineData("EUR", Dubai, null, null, false)]
    [InlineData("EUR", null, "202959", "63748472", false)]
    [InlineData("USD", Dubai, null, null, true)]
    public void Our_own_account_pays_in_its_currencys_scheme_or_the_host_does_not_start(
        string currency,
        string? iban,
        string? sortCode,
        string? account,
        bool whole
    ) =>
        new PayingAccountSettings
        {
            Id = "one",
            Holder = "24HR Therapy Ltd",
            Currency = currency,
            Iban = iban,
            SortCode = sortCode,
            AccountNumber = account,
        }.IsWhole.ShouldBe(whole);

    [Fact]
    public void An_account_is_the_same_however_it_is_named()
    {
        var iban = Account(London, null, null);
        new BankAccount.Uk("601613", "31926819").Key.ShouldBe(iban.Key);
        Account(London, "NWBKGB2L", "GB").Key.ShouldBe(iban.Key);
        Account(Warsaw, null, null).Key.ShouldNotBe(iban.Key);
    }

    [Theory]
    [Rule("WAL-12", Part = "bic")]
    [InlineData(Warsaw, "BREXPLPW", true)]
    [InlineData(Warsaw, "EBILAEAD", false)]
    [InlineData(London, "NWBKJEJE", true)]
    [InlineData(London, "NWBKIE2D", false)]
    public void The_BIC_is_of_the_IBANs_country_or_of_one_that_uses_its_code(string iban, string bic, bool fits)
    {
        var reader = new AccountReader(new UkModulusCheck(UkModulusTable.Load(null, null)));
        string.Join(',', reader.ReadInternational(iban, bic).Error?.Fields.Keys ?? []).ShouldBe(fits ? "" : "bic");
    }

    private static BankAccount.International Account(string iban, string? bic, string? country) =>
        new(iban, bic, country);

    private static PaymentOrder Euros(params BankPayment[] payments) => BankOrders.Sepa() with { Payments = payments };

    private static IEnumerable<string> Texts(XDocument document, string element) =>
        document.Descendants(Pain + element).Select(x => x.Value);

    private static XDocument Validated(byte[] file)
    {
        var schemas = new XmlSchemaSet();
        schemas.Add(Pain.NamespaceName, Path.Combine(AppContext.BaseDirectory, "Wallet/Data/pain.001.001.09.xsd"));
        var document = XDocument.Load(new MemoryStream(file));
        document.Validate(schemas, (_, e) => throw e.Exception);
        return document;
    }
}

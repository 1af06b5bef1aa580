using Telehealth.Testing;
using Telehealth.Wallet.Domain.BankDetails;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.UnitTests.Wallet;

/// <summary>Accounts that cannot exist are refused; those nobody can judge pass.</summary>
public class BankAccountTests
{
    private static readonly UkModulusCheck Check = new(UkModulusTable.Load(null, null));
    private static readonly AccountReader Reader = new(Check);

    /// <summary>The 34 cases that Vocalink publishes with its specification.</summary>
    [Theory]
    [Rule("WAL-12", Part = "modulus")]
    [InlineData("089999", "66374958", true)]
    [InlineData("107999", "88837491", true)]
    [InlineData("202959", "63748472", true)]
    [InlineData("871427", "46238510", true)]
    [InlineData("872427", "46238510", true)]
    [InlineData("871427", "09123496", true)]
    [InlineData("871427", "99123496", true)]
    [InlineData("820000", "73688637", true)]
    [InlineData("827999", "73988638", true)]
    [InlineData("827101", "28748352", true)]
    [InlineData("134020", "63849203", true)]
    [InlineData("118765", "64371389", true)]
    [InlineData("200915", "41011166", true)]
    [InlineData("938611", "07806039", true)]
    [InlineData("938600", "42368003", true)]
    [InlineData("938063", "55065200", true)]
    [InlineData("772798", "99345694", true)]
    [InlineData("086090", "06774744", true)]
    [InlineData("309070", "02355688", true)]
    [InlineData("309070", "12345668", true)]
    [InlineData("309070", "12345677", true)]
    [InlineData("309070", "99345694", true)]
    [InlineData("938063", "15764273", false)]
    [InlineData("938063", "15764264", false)]
    [InlineData("938063", "15763217", false)]
    [InlineData("118765", "64371388", false)]
    [InlineData("203099", "66831036", false)]
    [InlineData("203099", "58716970", false)]
    [InlineData("089999", "66374959", false)]
    [InlineData("107999", "88837493", false)]
    [InlineData("074456", "12345112", true)]
    [InlineData("070116", "34012583", true)]
    [InlineData("074456", "11104102", true)]
    [InlineData("180002", "00000190", true)]
    public void A_british_account_number_fits_its_sort_code(string sortCode, string account, bool passes) =>
        Check.Passes(sortCode, account).ShouldBe(passes);

    [Fact]
    [Rule("WAL-12", Part = "modulus")]
    public void A_sort_code_nobody_knows_passes() => Check.Passes("000000", "12345678").ShouldBeTrue();

    [Fact]
    public void Tables_of_ones_own_replace_the_ones_within()
    {
        var (rows, substitutes) = (Path.GetTempFileName(), Path.GetTempFileName());
        File.WriteAllText(rows, "000000 999999 MOD10 0 0 0 0 0 0 0 0 0 0 0 0 0 1\r\n");
        File.WriteAllText(substitutes, "");
        var own = new UkModulusCheck(UkModulusTable.Load(rows, substitutes));
        own.Passes("089999", "66374950").ShouldBeTrue();
        own.Passes("089999", "66374958").ShouldBeFalse();
        File.WriteAllText(rows, "000000 999999 MOD10 0 0");
        Should.Throw<Exception>(() => UkModulusTable.Load(rows, substitutes));
    }

    [Theory]
    [Rule("WAL-12", Part = "iban")]
    [InlineData("GB82WEST12345698765432", true)]
    [InlineData("GB82WEST12345698765433", false)]
    [InlineData("PL61109010140000071219812874", true)]
    [InlineData("PL6110901014000007121981287", false)]
    [InlineData("IS140159260076545510730339", true)]
    [InlineData("IE29AIBK93115212345678", true)]
    [InlineData("DE89370400440532013000", true)]
    [InlineData("DE89370400440532013001", false)]
    [InlineData("NO9386011117947", true)]
    [InlineData("ZZ82WEST12345698765432", false)]
    [InlineData("GB", false)]
    [InlineData("", false)]
    public void An_iban_has_its_countrys_length_and_the_right_check_digits(string iban, bool valid) =>
        Iban.IsValid(iban).ShouldBe(valid);

    [Fact]
    [Rule("WAL-12", Part = "iban")]
    public void A_british_iban_is_checked_against_its_sort_code_too()
    {
        Reader.ReadInternational(British("089999", "66374958"), null).IsSuccess.ShouldBeTrue();
        Reader.ReadInternational(British("089999", "66374959"), null).Error!.Fields.Keys.ShouldBe(["iban"]);
    }

    [Theory]
    [InlineData("20-29-59", "6374 8472", "202959", "63748472")]
    [InlineData(" 20 29 59 ", "63748472", "202959", "63748472")]
    [InlineData("20–29–59", "63-74-84-72", "202959", "63748472")]
    [InlineData("180002", "000190", "180002", "00000190")]
    public void An_account_is_read_as_people_write_it(string sortCode, string account, string code, string number) =>
        Reader.ReadUk(sortCode, account).Value.ShouldBe(new BankAccount.Uk(code, number));

    [Fact]
    public void An_iban_is_read_as_people_write_it() =>
        Reader
            .ReadInternational("is14 0159 2600 7654 5510 7303 39", " glit is re ")
            .Value.ShouldBe(new BankAccount.International("IS140159260076545510730339", "GLITISRE"));

    [Theory]
    [InlineData("20-29-5", "63748472", "sortCode")]
    [InlineData("２０２９５９", "63748472", "sortCode")]
    [InlineData("202959", "637484721", "accountNumber")]
    [InlineData("202959", "63748473", "accountNumber")]
    [InlineData(null, null, "sortCode")]
    public void What_is_wrong_is_said_beside_its_field(string? sortCode, string? account, string field) =>
        Reader.ReadUk(sortCode, account).Error!.Fields.Keys.ShouldBe([field]);

    [Theory]
    [InlineData("GLIT1SRE")]
    [InlineData("GLITISREX")]
    [InlineData("GLIT")]
    public void A_bic_has_a_shape(string bic) =>
        Reader.ReadInternational("IS140159260076545510730339", bic).Error!.Fields.Keys.ShouldBe(["bic"]);

    [Fact]
    public void An_account_prints_nothing_of_itself()
    {
        var (uk, iban) = (new BankAccount.Uk("202959", "63748472"), new BankAccount.International("IS14", "GLITISRE"));
        $"{uk} {iban} {BankOrders.Uk().Payments[0]}".ShouldNotContain("8472");
        $"{uk} {iban}".ShouldNotContain("IS14");
    }

    // The check digits that make it an IBAN.
    private static string British(string sortCode, string account) =>
        Enumerable.Range(2, 97).Select(x => $"GB{x:D2}WEST{sortCode}{account}").Single(Iban.IsValid);
}

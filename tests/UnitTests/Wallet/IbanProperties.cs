using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Telehealth.Testing;
using Telehealth.Wallet.Domain.BankDetails;

namespace Telehealth.UnitTests.Wallet;

/// <summary>What holds for the IBANs of every country of the registry, whatever the account.</summary>
public sealed class IbanProperties
{
    private const string Digits = "0123456789";
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private static readonly IbanCountry[] Countries = [.. BankTables.Ibans.Values.OrderBy(x => x.Code)];

    internal sealed record Example(IbanCountry Country, string Account, int At, int Other)
    {
        public string Iban => Country.Code + CheckDigits(Country.Code, Account) + Account;

        /// <summary>The account with one character that its place may not have.</summary>
        public string? Misfit
        {
            get
            {
                var at = At % Account.Length;
                return Country.Classes[at] switch
                {
                    'n' => Replaced(at, Letters[Other % Letters.Length]),
                    'a' => Replaced(at, Digits[Other % Digits.Length]),
                    _ => null,
                };
            }
        }

        private string Replaced(int at, char with) => Account[..at] + with + Account[(at + 1)..];
    }

    [Fact]
    [Rule("WAL-12", Part = "iban")]
    public void The_registrys_own_examples_are_IBANs_of_89_countries()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Wallet/Data/iban-examples.txt");
        var examples = File.ReadAllLines(path).Where(x => !x.StartsWith('#')).ToList();
        examples.ShouldAllBe(x => Iban.IsValid(x));
        examples.Select(x => x[..2]).Order().ShouldBe(Countries.Select(x => x.Code).Order());
        Countries.Length.ShouldBe(89);
        BankTables.Countries.Count.ShouldBe(250);
        BankTables.Sepa.Count.ShouldBe(42);
        BankTables.Sepa.ShouldBeSubsetOf(BankTables.Ibans.Keys);
        BankTables.Countries.Keys.ShouldAllBe(x => x.All(char.IsAsciiLetterUpper));
        Countries.SelectMany(x => x.Territories.Append(x.Code)).ShouldBeSubsetOf(BankTables.Countries.Keys);
    }

    [Property(MaxTest = 500)]
    [Rule("WAL-12", Part = "iban")]
    public Property An_account_of_the_countrys_structure_with_its_check_digits_is_an_IBAN() =>
        Prop.ForAll(Examples(), x => Iban.Fault(x.Iban) is null);

    [Property(MaxTest = 500)]
    [Rule("WAL-12", Part = "iban")]
    public Property One_character_more_or_less_is_none_and_the_length_is_told() =>
        Prop.ForAll(
            Examples(),
            x =>
            {
                var longer = x.Account + "0";
                var shorter = x.Account[..^1];
                return IsOfWrongLength(x.Country, longer) && IsOfWrongLength(x.Country, shorter);
            }
        );

    [Property(MaxTest = 1_000)]
    [Rule("WAL-12", Part = "iban")]
    public Property A_letter_for_a_digit_or_a_digit_for_a_letter_is_none_though_the_check_digits_fit() =>
        Prop.ForAll(
            Examples(),
            x =>
                x.Misfit is not { } misfit
                || !Iban.IsValid(x.Country.Code + CheckDigits(x.Country.Code, misfit) + misfit)
        );

    [Property(MaxTest = 300)]
    [Rule("WAL-12", Part = "iban")]
    public Property Of_all_check_digits_one_pair_holds_and_it_is_from_02_to_98() =>
        Prop.ForAll(
            Examples(),
            x =>
            {
                var holding = Enumerable
                    .Range(0, 100)
                    .Where(y => Iban.IsValid($"{x.Country.Code}{y:D2}{x.Account}"))
                    .ToList();
                return holding is [>= 2 and <= 98];
            }
        );

    [Property(MaxTest = 500)]
    [Rule("WAL-12", Part = "iban")]
    public Property Two_neighbours_changed_over_are_found() =>
        Prop.ForAll(
            Examples(),
            x =>
            {
                var at = 4 + (x.At % (x.Account.Length - 1));
                var iban = x.Iban;
                var changed = iban[..at] + iban[at + 1] + iban[at] + iban[(at + 2)..];
                return changed == iban || IsBlind(iban[at], iban[at + 1]) || !Iban.IsValid(changed);
            }
        );

    // Modulo 97 cannot tell a letter and a digit changed over where the letter counts eleven times the digit.
    private static bool IsBlind(char one, char other)
    {
        var (letter, digit) = char.IsAsciiDigit(one) ? (other, one) : (one, other);
        return char.IsAsciiDigit(digit) && char.IsAsciiLetterUpper(letter) && letter - 'A' + 10 == 11 * (digit - '0');
    }

    [Property(MaxTest = 300)]
    [Rule("WAL-12", Part = "iban")]
    public Property No_other_two_letters_begin_an_IBAN() =>
        Prop.ForAll(
            Examples(),
            x =>
            {
                var code = $"{Letters[x.At % 26]}{Letters[x.Other % 26]}";
                return BankTables.Ibans.ContainsKey(code)
                    || !Iban.IsValid(code + CheckDigits(code, x.Account) + x.Account);
            }
        );

    [Theory]
    [Rule("WAL-12", Part = "bic")]
    [InlineData("GLITISRE", true)]
    [InlineData("AIBKIE2DXXX", true)]
    [InlineData("24HRGB2L", true)]
    [InlineData("NLPRXK22", true)]
    [InlineData("GLITZZRE", false)]
    [InlineData("GLITUKRE", false)]
    [InlineData("GLITEURE", false)]
    [InlineData("GLITISR", false)]
    [InlineData("GLITISREXX", false)]
    [InlineData("GLITISRE\n", false)]
    [InlineData("ÞLITISRE", false)]
    public void A_bic_has_a_shape_and_a_country_that_exists(string bic, bool valid) => Bic.IsValid(bic).ShouldBe(valid);

    private static bool IsOfWrongLength(IbanCountry country, string account) =>
        Iban.Fault(country.Code + CheckDigits(country.Code, account) + account) is { } fault
        && fault.Contains($"has {country.Length} ", StringComparison.Ordinal);

    // As the standard makes them: 98 less the remainder of the account, the country and 00.
    private static string CheckDigits(string country, string account)
    {
        var number = string.Concat(
            $"{account}{country}00".Select(x => char.IsAsciiDigit(x) ? $"{x}" : $"{x - 'A' + 10}")
        );
        return $"{98 - (int)(System.Numerics.BigInteger.Parse(number) % 97):D2}";
    }

    private static Arbitrary<Example> Examples() =>
        (
            from country in Gen.Elements(Countries)
            from account in Gen.CollectToArray(country.Classes.Select(Of))
            from at in Gen.Choose(0, 1_000)
            from other in Gen.Choose(0, 1_000)
            select new Example(country, string.Concat(account), at, other)
        ).ToArbitrary();

    private static Gen<char> Of(char kind) =>
        Gen.Elements(
            (
                kind switch
                {
                    'n' => Digits,
                    'a' => Letters,
                    _ => Digits + Letters,
                }
            ).ToCharArray()
        );
}

using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.Wallet.Domain.BankDetails;

/// <summary>How an account is named.</summary>
public enum BankAccountKind
{
    /// <summary>By sort code and account number.</summary>
    Uk,

    /// <summary>By IBAN.</summary>
    Iban,
}

/// <summary>
/// Reads an account as people write it (spaces, dashes, small letters) and says what is wrong beside its field.
/// </summary>
internal sealed partial class AccountReader(UkModulusCheck modulus)
{
    private const int SortCodeLength = 6;
    private const int AccountLength = 8;
    private const int ShortestAccount = 6;

    public Result<BankAccount> ReadUk(string? sortCode, string? account)
    {
        var (code, number) = (Tight(sortCode), Tight(account));
        if (code.Length != SortCodeLength || !code.All(char.IsAsciiDigit))
        {
            return Wrong("sortCode", "A sort code has six digits, such as 20-29-59.");
        }

        if (number.Length is < ShortestAccount or > AccountLength || !number.All(char.IsAsciiDigit))
        {
            return Wrong("accountNumber", "An account number has eight digits.");
        }

        // Shorter numbers of some banks are filled up in front.
        number = number.PadLeft(AccountLength, '0');
        return modulus.Passes(code, number)
            ? new BankAccount.Uk(code, number)
            : Wrong("accountNumber", "This account number does not exist at this sort code. Please compare both.");
    }

    public Result<BankAccount> ReadInternational(string? iban, string? bic)
    {
        var (number, bank) = (Tight(iban), Tight(bic));
        if (!Iban.IsValid(number))
        {
            return Wrong("iban", "This is not an IBAN, or a digit of it is wrong. Please compare it with your bank's.");
        }

        if (Iban.UkParts(number) is { } uk && !(uk.SortCode + uk.Account).All(char.IsAsciiDigit))
        {
            return Wrong("iban", "This is not an IBAN, or a digit of it is wrong. Please compare it with your bank's.");
        }

        if (Iban.UkParts(number) is { } parts && !modulus.Passes(parts.SortCode, parts.Account))
        {
            return Wrong("iban", "The account number in this IBAN does not exist at its sort code. Please compare it.");
        }

        return bank.Length == 0 || Bic().IsMatch(bank)
            ? new BankAccount.International(number, bank.Length == 0 ? null : bank)
            : Wrong("bic", "A BIC has 8 or 11 letters and digits, such as GLITISRE. You may leave it out.");
    }

    private static Error Wrong(string field, string message) =>
        Error.Invalid("wallet.bank-details-wrong", field, message);

    private static string Tight(string? text) =>
        string.Concat((text ?? "").Where(x => !char.IsWhiteSpace(x) && x is not ('-' or '–' or '.')))
            .ToUpperInvariant();

    [GeneratedRegex("^[A-Z0-9]{4}[A-Z]{2}[A-Z0-9]{2}([A-Z0-9]{3})?$")]
    private static partial Regex Bic();
}

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
internal sealed class AccountReader(UkModulusCheck modulus)
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
        if (Iban.Fault(number) is { } fault)
        {
            return Wrong("iban", fault);
        }

        if (Iban.UkParts(number) is { } parts && !modulus.Passes(parts.SortCode, parts.Account))
        {
            return Wrong("iban", "The account number in this IBAN does not exist at its sort code. Please compare it.");
        }

        if (bank.Length == 0)
        {
            return new BankAccount.International(number, null);
        }

        if (!Bic.IsValid(bank))
        {
            return Wrong("bic", "A BIC has 8 or 11 letters and digits, with a country at the fifth, such as GLITISRE.");
        }

        var (its, country) = (Bic.CountryOf(bank), number[..2]);
        return BankTables.Ibans[country].HasBanksOf(its)
            ? new BankAccount.International(number, bank)
            : Wrong(
                "bic",
                $"This BIC is of a bank in {its}, the IBAN of one in {country}. Please compare both; for euros within "
                    + "SEPA the BIC may be left out."
            );
    }

    /// <summary>
    /// The account as a payment in this currency needs it, or what its payment scheme misses, beside each field.
    /// </summary>
    public static Result<BankAccount> ForPayment(BankAccount account, Currency currency, string? country)
    {
        if (PaymentSchemes.Of(currency, account) != PaymentScheme.Other)
        {
            return account;
        }

        var known = Tight(country) is { } code && BankTables.Countries.ContainsKey(code) ? code : null;
        var whole = account is BankAccount.International iban ? iban with { Country = known } : account;
        var missing = PaymentSchemes.Missing(currency, whole);
        return missing.Count == 0
            ? whole
            : Error.Invalid("wallet.bank-details-wrong", missing[0].Field, missing[0].Words) with
            {
                Fields = missing.ToDictionary(x => x.Field, x => new[] { x.Words }),
            };
    }

    private static Error Wrong(string field, string message) =>
        Error.Invalid("wallet.bank-details-wrong", field, message);

    private static string Tight(string? text) =>
        string.Concat((text ?? "").Where(x => !char.IsWhiteSpace(x) && x is not ('-' or '–' or '.')))
            .ToUpperInvariant();
}

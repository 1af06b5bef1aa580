using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Domain.BankDetails;

namespace Telehealth.Wallet.Gateways.Bank;

/// <summary>By which rules a payment travels.</summary>
internal enum PaymentScheme
{
    /// <summary>Sterling between accounts in the UK: sort code and account number.</summary>
    Uk,

    /// <summary>Euros to an IBAN of the SEPA list: nothing else is needed.</summary>
    Sepa,

    /// <summary>Anything else, through correspondents: the bank's BIC and the payee's country.</summary>
    Other,
}

/// <summary>Something a payment lacks, beside the field it is given in.</summary>
internal sealed record MissingDetail(string Field, string Words);

/// <summary>
/// Which scheme pays an account, and what the scheme needs. An account may be right in itself and still not be payable.
/// Our own accounts are checked at the start: sterling in the UK, euros in SEPA.
/// </summary>
internal static class PaymentSchemes
{
    public static PaymentScheme Of(Currency currency, BankAccount payee) =>
        currency == Currency.Gbp && payee.AsUk() is not null ? PaymentScheme.Uk
        : currency == Currency.Eur && IsInSepa(payee) ? PaymentScheme.Sepa
        : PaymentScheme.Other;

    /// <summary>What stands between this account and a payment in this currency; nothing when it can be paid.</summary>
    public static IReadOnlyList<MissingDetail> Missing(Currency currency, BankAccount payee)
    {
        if (Of(currency, payee) != PaymentScheme.Other)
        {
            return [];
        }

        if (payee is not BankAccount.International iban)
        {
            return [new("currency", $"An account with a sort code is paid in GBP, not in {currency.Code}.")];
        }

        var missing = new List<MissingDetail>();
        if (iban.Bic is null)
        {
            missing.Add(
                new(
                    "bic",
                    $"{currency.Code} to an account in {iban.Iban[..2]} travels from bank to bank: please add the BIC "
                        + "of your bank. It stands beside the IBAN on a statement."
                )
            );
        }

        if (iban.Country is null)
        {
            missing.Add(new("country", "Please choose the country you live or practise in: the banks ask for it."));
        }

        return missing;
    }

    /// <summary>True for an account a SEPA credit transfer reaches.</summary>
    public static bool IsInSepa(BankAccount account) =>
        account is BankAccount.International iban && BankTables.Sepa.Contains(iban.Iban[..2]);
}

using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;
using Telehealth.Wallet.Gateways.Bank;

namespace Telehealth.Wallet;

/// <summary>One entry of <c>Wallet:PayingAccounts</c>: an IBAN, or a sort code with an account number.</summary>
internal sealed partial class PayingAccountSettings
{
    /// <summary>Short and stable, such as <c>gbp-main</c>.</summary>
    public string Id { get; set; } = "";

    /// <summary>Whose account it is, as the bank knows it.</summary>
    public string Holder { get; set; } = "";

    /// <summary>ISO 4217.</summary>
    public string Currency { get; set; } = "";

    /// <summary>Six digits.</summary>
    public string? SortCode { get; set; }

    /// <summary>Eight digits.</summary>
    public string? AccountNumber { get; set; }

    /// <summary>Without spaces, upper case.</summary>
    public string? Iban { get; set; }

    /// <summary>The bank's BIC, or null.</summary>
    public string? Bic { get; set; }

    /// <summary>Six digits of BACS, or null when it does not submit BACS files.</summary>
    public string? ServiceUserNumber { get; set; }

    /// <summary>True for an account made up for development: no bank knows it.</summary>
    public bool IsDevelopment =>
        Id.Contains("development", StringComparison.OrdinalIgnoreCase)
        || Holder.Contains("development", StringComparison.OrdinalIgnoreCase);

    /// <summary>True when a bank file can be written of it; the host does not start otherwise.</summary>
    public bool IsWhole =>
        IdShape().IsMatch(Id)
        && Holder.Length is > 0 and <= 70
        && BuildingBlocks.Currency.TryParse(Currency, out _)
        && (Iban is { Length: > 0 } ? Domain.BankDetails.Iban.IsValid(Iban) : IsUk)
        && (Bic is null || Domain.BankDetails.Bic.IsValid(Bic))
        && PaysInItsScheme(Account)
        && (ServiceUserNumber is null || SixDigits().IsMatch(ServiceUserNumber));

    /// <summary>The account itself; meaningful when it is whole.</summary>
    public BankAccount Account =>
        Iban is { Length: > 0 }
            ? new BankAccount.International(Iban, Bic)
            : new BankAccount.Uk(SortCode!, AccountNumber!);

    // Sterling is paid out of the UK and euros out of SEPA; what else we pay goes from bank to bank.
    private bool PaysInItsScheme(BankAccount account) =>
        Currency == BuildingBlocks.Currency.Gbp.Code ? account.AsUk() is not null
        : Currency == BuildingBlocks.Currency.Eur.Code ? PaymentSchemes.IsInSepa(account)
        : account is BankAccount.International;

    private bool IsUk =>
        SortCode is not null
        && SixDigits().IsMatch(SortCode)
        && AccountNumber is not null
        && EightDigits().IsMatch(AccountNumber);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex IdShape();

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex EightDigits();
}

using System.Text.RegularExpressions;
using Telehealth.BuildingBlocks;

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
        && (Iban is { Length: > 0 } ? IbanShape().IsMatch(Iban) : IsUk)
        && (ServiceUserNumber is null || SixDigits().IsMatch(ServiceUserNumber));

    private bool IsUk =>
        SortCode is not null
        && SixDigits().IsMatch(SortCode)
        && AccountNumber is not null
        && EightDigits().IsMatch(AccountNumber);

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex IdShape();

    [GeneratedRegex("^[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}$")]
    private static partial Regex IbanShape();

    [GeneratedRegex("^[0-9]{6}$")]
    private static partial Regex SixDigits();

    [GeneratedRegex("^[0-9]{8}$")]
    private static partial Regex EightDigits();
}

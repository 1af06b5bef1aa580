namespace Telehealth.Receipts.Domain;

/// <summary>What is supplied, as far as tax asks.</summary>
internal enum SupplyPurpose
{
    /// <summary>A session; care by a professional of a statutory register may be exempt.</summary>
    Care,

    /// <summary>The platform's service to a provider; never exempt.</summary>
    Commission,
}

/// <summary>One side of a supply, as far as tax asks.</summary>
/// <param name="Country">ISO 3166-1 alpha-2.</param>
/// <param name="TaxNumber">The VAT or GST registration, or null.</param>
/// <param name="IsBusiness">True for whoever carries on a business, registered or not.</param>
internal sealed record TaxParty(string Country, string? TaxNumber, bool IsBusiness)
{
    public bool IsRegistered => !string.IsNullOrWhiteSpace(TaxNumber);

    public static TaxParty Business(string country, string? taxNumber) => new(country, taxNumber, IsBusiness: true);

    public static TaxParty Consumer(string country) => new(country, null, IsBusiness: false);
}

/// <summary>Who supplies whom with what: all that a tax treatment follows from.</summary>
/// <param name="Supplier">Who supplies.</param>
/// <param name="Customer">Who is supplied.</param>
/// <param name="Purpose">What.</param>
/// <param name="Register">The professional register of whoever gives the session, or null.</param>
internal sealed record Supply(TaxParty Supplier, TaxParty Customer, SupplyPurpose Purpose, string? Register = null)
{
    public bool CrossesBorder => Supplier.Country != Customer.Country;
}

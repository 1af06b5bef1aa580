namespace Telehealth.Receipts.Domain;

/// <summary>Which customers a rule is for; who is registered is in business too.</summary>
internal enum CustomerKind
{
    Consumer,
    Business,
    RegisteredBusiness,
}

/// <summary>
/// How a supply into another country is taxed, as the supplier's document says it; data with its source, in
/// tax-across-borders.json. The first rule that fits counts.
/// </summary>
internal sealed record BorderRule
{
    private const string Anywhere = "*";

    /// <summary>Countries, or a union of them such as <c>EU</c>.</summary>
    public required IReadOnlyList<string> Suppliers { get; init; }

    /// <summary>Countries, a union, or <c>*</c> for anywhere else.</summary>
    public required IReadOnlyList<string> Customers { get; init; }

    public required CustomerKind Customer { get; init; }

    public required BorderTreatment Kind { get; init; }

    /// <summary>What stands in the tax column of a line.</summary>
    public string LineLabel { get; init; } = "";

    public string Statement { get; init; } = "";

    public required string Source { get; init; }

    public bool Fits(Supply supply, Func<string, string?> unionOf) =>
        Names(Suppliers, supply.Supplier.Country, unionOf)
        && Names(Customers, supply.Customer.Country, unionOf)
        && Customer switch
        {
            CustomerKind.Consumer => !supply.Customer.IsBusiness,
            CustomerKind.Business => supply.Customer.IsBusiness,
            _ => supply.Customer is { IsBusiness: true, IsRegistered: true },
        };

    private static bool Names(IReadOnlyList<string> places, string country, Func<string, string?> unionOf) =>
        places.Contains(Anywhere)
        || places.Contains(country)
        || (unionOf(country) is { } union && places.Contains(union));
}

/// <summary>What a border does to the tax of a supply.</summary>
internal enum BorderTreatment
{
    /// <summary>Nothing: taxed as at home.</summary>
    Domestic,

    /// <summary>The customer owes the tax of its own country.</summary>
    ReverseCharge,

    /// <summary>The supplier's country takes none.</summary>
    OutsideScope,
}

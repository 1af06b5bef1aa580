using System.Text.Json;
using System.Text.Json.Serialization;

namespace Telehealth.Receipts.Domain;

/// <summary>How a supply of a session is taxed on its document.</summary>
internal enum TaxKind
{
    /// <summary>The supplier is not registered: no number, no rate, no statement may stand on the document.</summary>
    NotRegistered,

    /// <summary>Care by a professional of a statutory register.</summary>
    Exempt,

    /// <summary>The standard rate, contained in the price.</summary>
    Standard,

    /// <summary>Across a border: the customer owes its country's tax, the document says so and has none.</summary>
    ReverseCharge,

    /// <summary>Across a border: the supplier's country takes no tax.</summary>
    OutsideScope,

    /// <summary>Nothing is known of the supplier's country: nothing is said of tax.</summary>
    Unknown,
}

/// <summary>How one supplier's sessions are taxed, and the words a document needs for it.</summary>
/// <param name="Kind">The treatment.</param>
/// <param name="Title">The document's title.</param>
/// <param name="RateBasisPoints">2000 = 20 %; 0 unless the kind is standard.</param>
/// <param name="TaxName">VAT or GST; empty when nothing may be said.</param>
/// <param name="LineLabel">What stands in the tax column of a line.</param>
/// <param name="Statement">The sentence the law asks for, or null.</param>
/// <param name="NumberLabel">What the supplier's number is called, or null when none may be shown.</param>
internal sealed record TaxTreatment(
    TaxKind Kind,
    string Title,
    int RateBasisPoints,
    string TaxName,
    string LineLabel,
    string? Statement,
    string? NumberLabel
)
{
    /// <summary>The tax contained in a price, rounded half away from zero: at 20 % a sixth of it.</summary>
    public long TaxWithin(long grossMinor)
    {
        var whole = 10_000 + RateBasisPoints;
        var twice = (Int128)grossMinor * RateBasisPoints * 2;
        return (long)((twice + (grossMinor >= 0 ? whole : -whole)) / (2 * whole));
    }
}

/// <summary>
/// What the law of one group of countries wants on a document; data with its source, in tax-rules.json.
/// </summary>
internal sealed record TaxRule
{
    public required IReadOnlyList<string> Countries { get; init; }

    /// <summary>The union they belong to, such as <c>EU</c>, whose members share rules across borders.</summary>
    public string? Union { get; init; }

    public required string TaxName { get; init; }

    public required string NumberLabel { get; init; }

    public int StandardRateBasisPoints { get; init; }

    public IReadOnlyDictionary<string, int> StandardRates { get; init; } = new Dictionary<string, int>();

    public required IReadOnlyList<string> StatutoryRegisters { get; init; }

    public required string ExemptLabel { get; init; }

    public required string ExemptStatement { get; init; }

    public IReadOnlyDictionary<string, string> StatementByRegister { get; init; } = new Dictionary<string, string>();

    public required string TaxedTitle { get; init; }

    public string? TaxedStatement { get; init; }

    public required string ExemptTitle { get; init; }

    public required string PlainTitle { get; init; }

    public string CreditTitle { get; init; } = "Credit note";

    public string CommissionTitle { get; init; } = "Commission invoice";

    /// <summary>The same without tax on it; null where it is called the same.</summary>
    public string? UntaxedCommissionTitle { get; init; }

    public SelfBillingWords SelfBilling { get; init; } = new();

    public required string Source { get; init; }

    public int RateOf(string country) => StandardRates.GetValueOrDefault(country, StandardRateBasisPoints);
}

/// <summary>How a country calls an invoice its customer issues (standards §1.3, §1.6).</summary>
internal sealed record SelfBillingWords
{
    public string TaxedTitle { get; init; } = "Self-billed invoice";

    public string ExemptTitle { get; init; } = "Self-billed invoice";

    /// <summary>Of a supplier who is not registered: nothing else of tax may stand on it.</summary>
    public string PlainTitle { get; init; } = "Self-billed invoice";

    public string CreditTitle { get; init; } = "Self-billed credit note";

    /// <summary>Where tax is shown: whose tax it is.</summary>
    public string? TaxedStatement { get; init; }
}

/// <summary>
/// Derives the treatment of a supply from who supplies whom with what (RCP-03; standards §1.4, §1.6).
/// </summary>
internal static class TaxRules
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly Dictionary<string, TaxRule> ByCountry = Load<TaxRule>("tax-rules")
        .SelectMany(rule => rule.Countries.Select(country => (country, rule)))
        .ToDictionary(pair => pair.country, pair => pair.rule, StringComparer.Ordinal);

    private static readonly List<BorderRule> AcrossBorders = Load<BorderRule>("tax-across-borders");

    public static TaxTreatment For(Supply supply)
    {
        var country = supply.Supplier.Country;
        if (!ByCountry.TryGetValue(country, out var rule))
        {
            return new TaxTreatment(TaxKind.Unknown, "Receipt", 0, "", "", null, null);
        }

        var border = supply.CrossesBorder ? AcrossBorders.Find(x => x.Fits(supply, UnionOf)) : null;
        return border is null or { Kind: BorderTreatment.Domestic }
            ? AtHome(supply, rule)
            : Across(supply.Supplier.IsRegistered, border, rule);
    }

    // Who is not registered says nothing of tax, whoever the customer is.
    private static TaxTreatment Across(bool registered, BorderRule border, TaxRule rule) =>
        registered
            ? new TaxTreatment(
                border.Kind == BorderTreatment.ReverseCharge ? TaxKind.ReverseCharge : TaxKind.OutsideScope,
                rule.ExemptTitle,
                0,
                rule.TaxName,
                border.LineLabel,
                border.Statement,
                rule.NumberLabel
            )
            : new TaxTreatment(TaxKind.NotRegistered, rule.PlainTitle, 0, "", "", null, null);

    private static TaxTreatment AtHome(Supply supply, TaxRule rule)
    {
        var registered = supply.Supplier.IsRegistered;
        var body = supply.Purpose == SupplyPurpose.Care ? supply.Register?.Trim().ToUpperInvariant() : null;
        if (body is not null && rule.StatutoryRegisters.Contains(body))
        {
            var statement = rule.StatementByRegister.GetValueOrDefault(body, rule.ExemptStatement);
            var label = registered ? rule.NumberLabel : null;
            return new(TaxKind.Exempt, rule.ExemptTitle, 0, rule.TaxName, rule.ExemptLabel, statement, label);
        }

        if (!registered)
        {
            return new TaxTreatment(TaxKind.NotRegistered, rule.PlainTitle, 0, "", "", null, null);
        }

        var rate = rule.RateOf(supply.Supplier.Country);
        return new TaxTreatment(
            TaxKind.Standard,
            rule.TaxedTitle,
            rate,
            rule.TaxName,
            Percent(rate),
            rule.TaxedStatement,
            rule.NumberLabel
        );
    }

    /// <summary>
    /// The same for an invoice the platform issues in the supplier's name. Without a registration it says nothing of
    /// tax at all, not even of an exemption (standards §1.3).
    /// </summary>
    public static TaxTreatment SelfBilled(Supply supply)
    {
        var usual = For(supply);
        var words = WordsOf(supply.Supplier.Country);
        return usual.Kind switch
        {
            TaxKind.Standard => usual with { Title = words.TaxedTitle, Statement = words.TaxedStatement },
            TaxKind.Exempt or TaxKind.ReverseCharge or TaxKind.OutsideScope when usual.NumberLabel is not null =>
                usual with
                {
                    Title = words.ExemptTitle,
                },
            TaxKind.Unknown => usual with { Title = words.PlainTitle },
            _ => new TaxTreatment(TaxKind.NotRegistered, words.PlainTitle, 0, "", "", null, null),
        };
    }

    /// <summary>How the supplier's country calls self-billing.</summary>
    public static SelfBillingWords WordsOf(string country) =>
        ByCountry.TryGetValue(country, out var rule) ? rule.SelfBilling : new SelfBillingWords();

    /// <summary>The same for the platform's commission: never exempt, its rate is a policy's.</summary>
    public static TaxTreatment Commission(TaxParty platform, TaxParty provider, int rateBasisPoints)
    {
        var usual = For(new Supply(platform, provider, SupplyPurpose.Commission));
        var rule = ByCountry.GetValueOrDefault(platform.Country);
        var title = rule?.CommissionTitle ?? "Commission invoice";
        return usual.Kind == TaxKind.Standard
            ? usual with
            {
                Title = title,
                RateBasisPoints = rateBasisPoints,
                LineLabel = Percent(rateBasisPoints),
            }
            : usual with
            {
                Title = rule?.UntaxedCommissionTitle ?? title,
            };
    }

    /// <summary>What tax and number are called on a country's documents; null where it is not known.</summary>
    public static (string TaxName, string NumberLabel)? NamesOf(string country) =>
        ByCountry.TryGetValue(country, out var rule) ? (rule.TaxName, rule.NumberLabel) : null;

    /// <summary>What a correction in full is called in the supplier's country.</summary>
    public static string CreditTitle(string country) =>
        ByCountry.TryGetValue(country, out var rule) ? rule.CreditTitle : "Credit note";

    /// <summary>2000 is <c>20 %</c>, 2550 is <c>25.5 %</c>.</summary>
    public static string Percent(int basisPoints) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{basisPoints / 100m:0.##} %");

    private static string? UnionOf(string country) => ByCountry.GetValueOrDefault(country)?.Union;

    private static List<T> Load<T>(string table)
    {
        using var stream = typeof(TaxRules).Assembly.GetManifestResourceStream($"Telehealth.Receipts.{table}.json")!;
        return JsonSerializer.Deserialize<List<T>>(stream, Json)!;
    }
}

namespace Telehealth.BuildingBlocks;

/// <summary>An ISO 4217 currency with its exponent: how many digits stand behind the point.</summary>
public readonly record struct Currency
{
    private static readonly Dictionary<string, int> Exponents = new(StringComparer.Ordinal)
    {
        ["AUD"] = 2,
        ["CAD"] = 2,
        ["CHF"] = 2,
        ["CZK"] = 2,
        ["DKK"] = 2,
        ["EUR"] = 2,
        ["GBP"] = 2,
        ["HUF"] = 2,
        ["ISK"] = 0,
        ["JPY"] = 0,
        ["KWD"] = 3,
        ["NOK"] = 2,
        ["NZD"] = 2,
        ["PLN"] = 2,
        ["SEK"] = 2,
        ["SGD"] = 2,
        ["USD"] = 2,
        ["VND"] = 0,
    };

    private readonly string? code;

    private Currency(string code) => this.code = code;

    /// <summary>Pound sterling.</summary>
    public static readonly Currency Gbp = new("GBP");

    /// <summary>Euro.</summary>
    public static readonly Currency Eur = new("EUR");

    /// <summary>The three letters.</summary>
    public string Code => code ?? throw new InvalidOperationException("A default Currency has no code.");

    /// <summary>Digits behind the point (ISO 4217): 2 for GBP, 0 for VND and ISK.</summary>
    public int Exponent => Exponents[Code];

    /// <summary>Every code the platform deals in.</summary>
    public static IReadOnlyCollection<string> Known => Exponents.Keys;

    /// <summary>The currency of this code; throws for one the platform does not deal in.</summary>
    public static Currency Of(string code) =>
        TryParse(code, out var currency) ? currency : throw new ArgumentException($"Unknown currency '{code}'.");

    /// <summary>
    /// The currency of this code, if the platform deals in it. Upper case only, as ISO 4217 writes it.
    /// </summary>
    public static bool TryParse(string? code, out Currency currency)
    {
        var known = code is not null && Exponents.ContainsKey(code);
        currency = known ? new Currency(code!) : default;
        return known;
    }

    /// <inheritdoc/>
    public override string ToString() => code ?? "";
}

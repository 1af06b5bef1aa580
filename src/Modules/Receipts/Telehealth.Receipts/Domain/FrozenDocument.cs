using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Telehealth.Receipts.Domain;

/// <summary>
/// Everything printed on a document, word for word, fixed when its number was given. Rendering reads nothing else, so
/// that a change of profile, rate or wording never changes a document of the past (RCP-04, RCP-07). Plain texts and
/// numbers only: its JSON must read the same in ten years.
/// </summary>
internal sealed record FrozenDocument
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    };

    /// <summary>Raised when the shape changes; old ones stay readable.</summary>
    public int Schema { get; init; } = 1;

    public required string Title { get; init; }

    public required string Number { get; init; }

    /// <summary>ISO date in the supplier's zone.</summary>
    public required string IssuedOn { get; init; }

    /// <summary>ISO date in the supplier's zone: the time of supply.</summary>
    public required string SuppliedOn { get; init; }

    /// <summary>The exact instant of issue, ISO 8601.</summary>
    public required string IssuedAt { get; init; }

    /// <summary>ISO 3166-1 alpha-2 of the supplier: whose rules it follows.</summary>
    public required string Country { get; init; }

    /// <summary>IANA zone of the supplier: whose calendar its dates follow.</summary>
    public required string Zone { get; init; }

    public required FrozenParty Supplier { get; init; }

    public required FrozenParty Customer { get; init; }

    /// <summary>Under agency: who issued it on whose behalf.</summary>
    public string? IssuedBy { get; init; }

    public required IReadOnlyList<FrozenLine> Lines { get; init; }

    public required string Currency { get; init; }

    public required long NetMinor { get; init; }

    public required long TaxMinor { get; init; }

    public required long TotalMinor { get; init; }

    /// <summary>Such as <c>VAT 20 %</c>; null when nothing may be said of tax.</summary>
    public string? TaxLabel { get; init; }

    public string? TaxStatement { get; init; }

    /// <summary>The heading of the tax column; null leaves the column out.</summary>
    public string? TaxColumn { get; init; }

    /// <summary>What it is for: the booking, or the withdrawal where <see cref="Words"/> say so.</summary>
    public required string BookingNumber { get; init; }

    /// <summary>How it was paid, or what a credit note means.</summary>
    public required string Settlement { get; init; }

    /// <summary>The document a credit note corrects.</summary>
    public FrozenOriginal? Corrects { get; init; }

    /// <summary>What a document for a provider says differently; null on receipts.</summary>
    public FrozenWords? Words { get; init; }

    public required string VerifyUrl { get; init; }

    public required string VerifyCode { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Json);

    public static FrozenDocument FromJson(string json) => JsonSerializer.Deserialize<FrozenDocument>(json, Json)!;
}

/// <summary>Supplier or customer as printed.</summary>
internal sealed record FrozenParty(string Name, IReadOnlyList<string> Lines);

/// <summary>One line: what, how much of it, and what it costs.</summary>
internal sealed record FrozenLine(
    string Description,
    string? Details,
    int Quantity,
    long UnitMinor,
    long NetMinor,
    string TaxText,
    long GrossMinor
);

/// <summary>The document a credit note names.</summary>
internal sealed record FrozenOriginal(string Number, string IssuedOn, string Reason);

/// <summary>The words around the lines of a document for a provider.</summary>
internal sealed record FrozenWords
{
    public string SuppliedLabel { get; init; } = "Date of supply";

    public string ReferenceLabel { get; init; } = "Booking";

    public string PaidLabel { get; init; } = "Total paid";

    public string SupplierLabel { get; init; } = "Supplied by";

    public string CustomerLabel { get; init; } = "Supplied to";

    /// <summary>No quantity, unit price or tax: a remittance advice is no supply.</summary>
    public bool AmountOnly { get; init; }

    /// <summary>Sentences the law or the reader wants, each on a line of its own.</summary>
    public IReadOnlyList<string> Statements { get; init; } = [];

    /// <summary>What a credit note of the document is called; null where the country's usual words serve.</summary>
    public string? CreditTitle { get; init; }
}

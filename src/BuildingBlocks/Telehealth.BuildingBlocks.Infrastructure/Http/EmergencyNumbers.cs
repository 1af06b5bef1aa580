using System.Text.Json;

namespace Telehealth.BuildingBlocks.Infrastructure.Http;

/// <summary>Who to call in an emergency, by country: data with its source, kept by the operator.</summary>
public sealed class EmergencyNumbers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Reads the data that stands beside the host.</summary>
    public EmergencyNumbers()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Pages", "emergency-numbers.json"));
        All = JsonSerializer.Deserialize<List<CountryLines>>(file, Json)!;
    }

    /// <summary>Every country there is data of; the first is the fallback.</summary>
    public IReadOnlyList<CountryLines> All { get; }

    /// <summary>The country's lines, or null when there are none.</summary>
    public CountryLines? Find(string? country) => All.FirstOrDefault(x => x.Country == country);

    /// <summary>The lines of one country.</summary>
    /// <param name="Country">ISO 3166-1 alpha-2.</param>
    /// <param name="Name">As shown.</param>
    /// <param name="Lines">Most urgent first.</param>
    /// <param name="Source">Where the numbers were read.</param>
    /// <param name="SourceName">Whose page that is.</param>
    public sealed record CountryLines(
        string Country,
        string Name,
        IReadOnlyList<Line> Lines,
        string Source,
        string SourceName
    );

    /// <summary>One number.</summary>
    /// <param name="For">What it is for.</param>
    /// <param name="Number">As people write it.</param>
    /// <param name="Hours">When it answers, if not always.</param>
    public sealed record Line(string For, string Number, string? Hours)
    {
        /// <summary>What a phone dials.</summary>
        public string Link => $"tel:{Number.Replace(" ", "", StringComparison.Ordinal)}";
    }
}

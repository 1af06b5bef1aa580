namespace Telehealth.Receipts;

/// <summary>Section <c>Receipts</c> of the configuration.</summary>
internal sealed class ReceiptsOptions
{
    /// <summary>Where the documents' fonts are; the Host's build puts them beside the program.</summary>
    public string FontDirectory { get; set; } = Path.Combine(AppContext.BaseDirectory, "fonts");

    /// <summary>The platform as issuing agent and, where it sells itself, as supplier.</summary>
    public PlatformOptions Platform { get; set; } = new();
}

/// <summary>Whose name the platform signs with.</summary>
internal sealed class PlatformOptions
{
    public string Name { get; set; } = "Telehealth";

    public string LegalName { get; set; } = "Telehealth";

    public List<string> AddressLines { get; set; } = [];

    public string Country { get; set; } = "GB";

    public string? VatNumber { get; set; }

    /// <summary>IANA zone whose calendar the platform's own documents follow.</summary>
    public string TimeZone { get; set; } = "Europe/London";

    /// <summary>What the numbers of the platform's own documents begin with: 2 to 5 of A–Z and 0–9.</summary>
    public string SeriesCode { get; set; } = "TH";
}

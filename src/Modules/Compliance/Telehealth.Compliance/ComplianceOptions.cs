namespace Telehealth.Compliance;

/// <summary>What may be set under <c>Compliance</c>.</summary>
internal sealed class ComplianceOptions
{
    /// <summary>Months until a guardian's consent is looked at again.</summary>
    public int ConsentReviewMonths { get; set; } = 6;

    /// <summary>IANA zone in which the safeguarding team counts days.</summary>
    public string Zone { get; set; } = "Europe/London";

    /// <summary>Bank holidays in gov.uk's shape; empty for the list brought along.</summary>
    public string? HolidaysFile { get; set; }

    /// <summary>Which division of that file.</summary>
    public string HolidaysDivision { get; set; } = "common.nations.england-and-wales_slug";
}

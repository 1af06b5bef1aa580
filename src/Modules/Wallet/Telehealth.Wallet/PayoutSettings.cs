using Telehealth.Wallet.Domain;

namespace Telehealth.Wallet;

/// <summary>Configuration section <c>Wallet:Payouts</c>.</summary>
internal sealed class PayoutSettings
{
    /// <summary>The least a withdrawal may be, per currency (ISO 4217) in minor units; elsewhere any amount.</summary>
    public Dictionary<string, long> MinimumMinor { get; set; } = [];

    /// <summary>The platform's IANA zone: weeks and days of payouts are counted in it.</summary>
    public string Zone { get; set; } = "Europe/London";

    /// <summary>Where a payout goes whose Friday is a bank holiday.</summary>
    public HolidayRule OnHoliday { get; set; } = HolidayRule.Preceding;

    /// <summary>
    /// A file in gov.uk's shape that replaces the bank holidays the module computes; a division called <c>target</c> in
    /// it replaces the days TARGET is closed on.
    /// </summary>
    public string? HolidaysFile { get; set; }

    /// <summary>Which part of the country the holidays are of, by its name in such a file.</summary>
    public string HolidaysDivision { get; set; } = "common.nations.england-and-wales_slug";

    /// <summary>The least a withdrawal in this currency may be.</summary>
    public long MinimumOf(string currency) => MinimumMinor.GetValueOrDefault(currency, 1);
}

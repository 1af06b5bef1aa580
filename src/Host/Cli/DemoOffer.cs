using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>What the demo's provider offers, as the API takes it.</summary>
internal static class DemoOffer
{
    private static readonly string[] Weekdays =
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];

    public static readonly object Profile = new
    {
        displayName = "Þórunn Jónsdóttir",
        primaryCategory = "therapy",
        timeZone = "Atlantic/Reykjavik",
        modes = new[] { "video", "phone" },
        bio = "I work with adults who feel stuck, at a pace you set. We look at what brings you and whether we fit.",
        specialties = new[] { "sleep", "anxiety" },
        languages = new[] { "is", "en" },
        qualifications = new[] { "MSc Integrative Psychotherapy", "BACP accredited counsellor" },
        jurisdictions = new[] { "GB", "IS" },
        gender = "female",
        billing = new
        {
            legalName = "Þórunn Jónsdóttir",
            addressLines = new[] { "14 Orchard Row", "Bath BA1 2QS" },
            country = "GB",
            registrationBody = "BACP",
            registrationNumber = "384211",
        },
    };

    public static readonly object Hours = new
    {
        rules = Weekdays.Select(weekday => new
        {
            weekday,
            from = "09:00",
            to = "17:00",
            modes = new[] { "video", "phone" },
        }),
        breaks = new[]
        {
            new
            {
                weekday = "friday",
                from = "12:00",
                to = "13:00",
            },
        },
    };

    public static object Service(Money price, string name, string? channel = null) =>
        new
        {
            name,
            category = "therapy",
            durationMinutes = 50,
            prices = new[] { new { mode = "video", price } },
            bufferAfterMinutes = 10,
            minLeadMinutes = 120,
            channel,
        };
}

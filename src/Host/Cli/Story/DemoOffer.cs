using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli.Story;

/// <summary>What a provider of the demo offers, as the API takes it.</summary>
internal sealed record DemoOffer(
    string Mail,
    string Name,
    string Gender,
    string Zone,
    IReadOnlyList<string> Languages,
    long PriceMinor,
    string RegistrationNumber
)
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

    private static readonly string[] Modes = ["video", "phone"];

    public static readonly DemoOffer Thorunn = new(
        "thorunn.jonsdottir@providers.telehealth.example",
        "Þórunn Jónsdóttir",
        "female",
        "Atlantic/Reykjavik",
        ["is", "en"],
        6_500,
        "384211"
    );

    public static readonly DemoOffer Lukasz = new(
        "lukasz.wisniewski@providers.telehealth.example",
        "Łukasz Wiśniewski",
        "male",
        "Europe/Warsaw",
        ["pl", "en"],
        5_500,
        "391774"
    );

    public object Profile =>
        new
        {
            displayName = Name,
            primaryCategory = "therapy",
            timeZone = Zone,
            modes = Modes,
            bio = "I work with adults who feel stuck, at a pace you set. First we look at what brings you here.",
            specialties = new[] { "sleep", "anxiety" },
            languages = Languages,
            qualifications = new[] { "MSc Integrative Psychotherapy", "BACP accredited counsellor" },
            jurisdictions = new[] { "GB" },
            gender = Gender,
            billing = new
            {
                legalName = Name,
                addressLines = new[] { "14 Orchard Row", "Bath BA1 2QS" },
                country = "GB",
                registrationBody = "BACP",
                registrationNumber = RegistrationNumber,
            },
        };

    /// <summary>Nine to five on every day, seen by these channels.</summary>
    public static object Hours(IReadOnlyList<string> channels) =>
        new
        {
            rules = Weekdays.Select(weekday => new
            {
                weekday,
                from = "09:00",
                to = "17:00",
                modes = Modes,
                channels,
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

    public static object Service(long priceMinor, string name, string? channel = null)
    {
        var price = Money.Gbp(priceMinor);
        return new
        {
            name,
            category = "therapy",
            durationMinutes = 50,
            prices = Modes.Select(mode => new { mode, price }),
            bufferAfterMinutes = 10,
            minLeadMinutes = 120,
            channel,
        };
    }
}

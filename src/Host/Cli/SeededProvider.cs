using Telehealth.BuildingBlocks;

namespace Telehealth.Host.Cli;

/// <summary>One demo provider's profile, services and hours, up to its application for clearance.</summary>
internal sealed class SeededProvider(InnerDoor door, Actor actor, DemoPeople.Provider provider)
{
    public async Task Offer(CancellationToken ct)
    {
        var profile = await door.Try("GetMyProfile", actor, new(), ct);
        if (profile.Status == StatusCodes.Status404NotFound)
        {
            await door.Do("PutProfile", actor, new(Profile()), ct);
        }
        else if (profile.Body.GetProperty("applied").GetBoolean())
        {
            return;
        }

        foreach (var (minutes, share) in ((int, int)[])[(50, 100), (25, 55)])
        {
            await door.Do("CreateService", actor, new(Service(minutes, share), $"seed:{minutes}"), ct);
        }

        await Open(["marketplace"], ct);
        await door.Do("ApplyForClearance", actor, new(), ct);
    }

    /// <summary>Opens the weekly hours for these channels.</summary>
    public async Task Open(IReadOnlyList<string> channels, CancellationToken ct)
    {
        var calendar = await door.Do("GetCalendar", actor, new(), ct);
        await door.Do("PutWeeklyHours", actor, new(WeeklyHours(channels), IfMatch: calendar.ETag), ct);
    }

    private object Profile() =>
        new
        {
            displayName = provider.Name,
            primaryCategory = provider.Category,
            timeZone = provider.Zone,
            modes = provider.Modes,
            bio = provider.Bio,
            specialties = provider.Specialties,
            languages = provider.Languages,
            qualifications = provider.Qualifications,
            jurisdictions = provider.Jurisdictions,
            gender = provider.Gender,
            billing = new
            {
                legalName = provider.Name,
                addressLines = provider.Address,
                country = provider.Country,
                registrationBody = provider.RegistrationBody,
                registrationNumber = provider.RegistrationNumber,
            },
        };

    private object Service(int minutes, int share)
    {
        // Whole major units, so that the price reads like one.
        var currency = Currency.Of(provider.Currency);
        var unit = (long)Math.Pow(10, currency.Exponent);
        var price = new Money(provider.PriceMinor * share / 100 / unit * unit, currency);
        return new
        {
            name = $"Consultation, {minutes} minutes",
            category = provider.Category,
            durationMinutes = minutes,
            prices = provider.Modes.Select(mode => new { mode, price }),
            bufferAfterMinutes = 10,
            minLeadMinutes = 120,
        };
    }

    private object WeeklyHours(IReadOnlyList<string> channels) =>
        new
        {
            rules = provider.Hours.Select(x => new
            {
                weekday = x.Weekday,
                from = x.From,
                to = x.To,
                modes = provider.Modes,
                channels,
            }),
        };
}

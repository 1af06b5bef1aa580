using Telehealth.BuildingBlocks;
using Telehealth.Marketplace.Domain.Calendar;

namespace Telehealth.Marketplace.Features.Calendar;

internal static class CalendarErrors
{
    public static readonly Error NotFound = Error.NotFound(
        "marketplace.calendar-not-found",
        "There is no calendar yet. Write your profile with its time zone first."
    );

    public static readonly Error BlockNotFound = Error.NotFound(
        "marketplace.block-not-found",
        "There is no such block in your calendar."
    );

    public static readonly Error DateNotFound = Error.NotFound(
        "marketplace.date-hours-not-found",
        "There are no hours of their own on that date."
    );

    public static readonly Error NotADate = Error.Invalid(
        "marketplace.not-a-date",
        "date",
        "Write the date as 2027-03-28."
    );

    public static readonly Error ChannelNotOpen = Error.Invalid(
        "marketplace.channel-not-open",
        "channels",
        $"Choose {ChannelNames.Allowed}."
    );

    public static readonly Error TooMany = Error.Refused(
        "marketplace.calendar-full",
        "The calendar holds too many entries. Remove some that are no longer needed."
    );
}

using Telehealth.BuildingBlocks;

namespace Telehealth.Compliance.Domain;

internal static class ConsentErrors
{
    public static readonly Error BirthDateNeeded = Error.Refused(
        "compliance.birth-date-needed",
        "Please add your date of birth to your account details first. We ask because somebody under 18 needs a parent"
            + " or guardian to agree before a session."
    );

    public static readonly Error Needed = Error.Refused(
        "compliance.consent-needed",
        "A parent or guardian must agree before a session can be booked. Our support team helps you with it; in an"
            + " emergency please use the numbers under Get help now."
    );
}

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

    public static readonly Error ReviewOverdue = Error.Refused(
        "compliance.consent-review-overdue",
        "The parent's or guardian's consent has to be looked at again before a new session. We are on it; sessions that"
            + " are booked already stay."
    );

    public static readonly Error NotFound = Error.NotFound("compliance.consent-not-found", "There is no such consent.");

    public static readonly Error Withdrawn = Error.Conflict(
        "compliance.consent-withdrawn",
        "This consent is withdrawn. Record a new one if it is given again."
    );

    public static readonly Error NotUnderAge = Error.Refused(
        "compliance.consent-not-due",
        "This client decides alone, or gave no date of birth: there is nothing to consent to."
    );

    public static readonly Error NoGuardian = Error.Refused(
        "compliance.guardian-not-of-age",
        "The guardian's account must belong to another person, who is of age and gave a date of birth."
    );
}

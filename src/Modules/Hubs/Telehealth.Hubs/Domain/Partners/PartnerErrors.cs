using NodaTime;
using Telehealth.BuildingBlocks;

namespace Telehealth.Hubs.Domain.Partners;

/// <summary>What is refused around partner programmes.</summary>
internal static class PartnerErrors
{
    public static readonly Error PartnersOnly = Error.Forbidden(
        "hubs.partner-only",
        "Only the system of a partner with a programme can do this."
    );

    public static readonly Error ProgrammeNotFound = Error.NotFound(
        "hubs.programme-not-found",
        "There is no such programme."
    );

    public static readonly Error CodeTaken = Error.Conflict(
        "hubs.programme-exists",
        "There is a programme with this code, or of this partner's system, already."
    );

    public static readonly Error ProviderUnknown = Error.NotFound(
        "hubs.provider-unknown",
        "There is no such provider."
    );

    public static readonly Error NotInvited = Error.NotFound(
        "hubs.not-invited",
        "You were not invited to such a programme."
    );

    public static readonly Error InsuredNotFound = Error.NotFound(
        "hubs.insured-not-found",
        "There is no such insured person."
    );

    public static readonly Error VisitNotFound = Error.NotFound("hubs.visit-not-found", "There is no such visit.");

    public static readonly Error NotCovered = Error.Refused(
        "hubs.not-covered",
        "The programme does not cover this country or language."
    );

    public static readonly Error PackageDiffers = Error.Conflict(
        "hubs.package-differs",
        "This consent reference gave another number of visits before. Send a new consent reference for a new package."
    );

    public static readonly Error FirstIsDrawn = Error.Refused(
        "hubs.first-visit-is-drawn",
        "The provider of a first visit is drawn at random. Later visits may name one."
    );

    public static readonly Error NotInProgramme = Error.Refused(
        "hubs.provider-not-in-programme",
        "This provider does not take part in the programme."
    );

    public static readonly Error NobodyFree = Error.Conflict(
        "hubs.nobody-free",
        "No provider of the programme is free then. Please try another time."
    );

    public static readonly Error NotANoShow = Error.Conflict(
        "hubs.visit-not-a-no-show",
        "Only a visit that was marked as a no-show can be contested."
    );

    public static readonly Error ContestedAlready = Error.Conflict(
        "hubs.contested-already",
        "This no-show has been contested already, for another reason."
    );

    public static readonly Error NothingToReview = Error.Conflict(
        "hubs.nothing-to-review",
        "Nobody has to look at this visit."
    );

    public static readonly Error GivenUp = Error.Conflict(
        "hubs.visit-given-up",
        "This booking took too long and was given up. Please send it again with a new key."
    );

    /// <summary>Names the one that stands; while its provider is being found it has no number.</summary>
    public static Error VisitOverlaps(PartnerVisit standing) =>
        Error
            .Conflict(
                "hubs.visit-overlaps",
                "This person has a visit at that time already. Cancel it first, or choose another time."
            )
            .With("bookingId", standing.BookingId)
            .With("number", standing.Number)
            .With("startsAt", standing.StartsAt);

    public static Error PackageUnknown(IReadOnlyList<int> sizes) =>
        Error.Invalid(
            "hubs.package-unknown",
            "packageVisits",
            $"The programme has packages of {string.Join(", ", sizes)} visits."
        );

    public static Error TooSoon(Instant earliest) =>
        Error.Refused("hubs.visit-too-soon", "A visit is booked at least four hours ahead.").With("earliest", earliest);

    public static Error CancelTooLate(Instant until) =>
        Error
            .Conflict("hubs.cancel-too-late", "A visit can be cancelled until four hours before it starts.")
            .With("until", until);

    public static Error ContestTooLate(Instant until) =>
        Error.Conflict("hubs.contest-too-late", "A no-show can be contested for five days.").With("until", until);

    public static Error CallTheLine(string programme, string line) =>
        Error
            .Refused("hubs.partner-books", "Only the partner books these visits. Please call the line shown.")
            .With("programme", programme)
            .With("line", line);
}

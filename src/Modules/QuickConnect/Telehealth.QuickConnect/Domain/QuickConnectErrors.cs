using Telehealth.BuildingBlocks;

namespace Telehealth.QuickConnect.Domain;

internal static class QuickConnectErrors
{
    public static readonly Error RiskUnanswered = Error.Invalid(
        "quickconnect.risk-unanswered",
        "immediateRisk",
        "Please say first whether anybody is in immediate danger."
    );

    public static readonly Error NoRequest = Error.NotFound(
        "quickconnect.request-not-found",
        "There is no such request."
    );

    public static readonly Error AlreadyWaiting = Error.Conflict(
        "quickconnect.already-waiting",
        "You are waiting already. Cancel that request first."
    );

    public static readonly Error Lapsed = Error.Conflict(
        "quickconnect.request-lapsed",
        "That took too long and was given up. Please ask again; nothing was charged."
    );

    public static readonly Error Gone = Error.Conflict(
        "quickconnect.request-gone",
        "Somebody else was faster, or the request was taken back."
    );

    public static readonly Error OneAtATime = Error.Conflict(
        "quickconnect.one-at-a-time",
        "You hold an offer already. The client is deciding about it."
    );

    public static readonly Error NotOnline = Error.Refused("quickconnect.not-online", "Go online first, then accept.");

    public static readonly Error NotFree = Error.Conflict(
        "quickconnect.not-free",
        "You have too little free time from now on for this session."
    );

    public static readonly Error NotCleared = Error.Refused(
        "quickconnect.not-cleared",
        "Only providers who are cleared and listed can be online."
    );

    public static readonly Error OfferOver = Error.Conflict(
        "quickconnect.offer-over",
        "This offer is over. You keep your place; the next one comes by itself."
    );

    public static readonly Error TermsOutdated = Error.Refused(
        "quickconnect.terms-outdated",
        "The terms were changed meanwhile. Please read and accept the current ones."
    );

    public static readonly Error CannotCancel = Error.Conflict(
        "quickconnect.cannot-cancel",
        "The session is being opened or the request has ended already."
    );
}

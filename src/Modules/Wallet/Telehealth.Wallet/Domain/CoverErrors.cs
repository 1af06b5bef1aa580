using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

internal static class CoverErrors
{
    public static readonly Error InsufficientFunds = Error.Refused(
        "wallet.insufficient-funds",
        "The wallet's available balance does not cover this amount. Top up and try again."
    );

    public static readonly Error Ended = Error.Conflict(
        "wallet.cover-ended",
        "The money set aside for this has been let go. Start again."
    );

    public static readonly Error AttemptSuperseded = Error.Conflict(
        "wallet.attempt-superseded",
        "A later attempt to accept has taken over."
    );

    public static readonly Error Mismatch = Error.Conflict(
        "wallet.cover-mismatch",
        "The cover was reserved for another person or amount."
    );

    public static readonly Error NotFound = Error.NotFound("wallet.cover-not-found", "There is no such cover.");
}

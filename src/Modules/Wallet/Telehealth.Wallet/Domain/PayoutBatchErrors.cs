using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.Wallet.Domain;

internal static class PayoutBatchErrors
{
    public static readonly Error NotFound = Error.NotFound("wallet.batch-not-found", "There is no such batch.");

    public static readonly Error AccountUnknown = Error.Invalid(
        "wallet.paying-account-unknown",
        "payingAccount",
        "This is none of the configured paying accounts."
    );

    public static readonly Error NothingDue = Error.Refused(
        "wallet.nothing-due",
        "Nothing is due by this date that may be paid. The dry run of Friday says what is blocked, and why."
    );

    public static readonly Error OneOpenAlready = Error.Conflict(
        "wallet.batch-open",
        "A batch of this paying account still waits for its approval. Finish it or give it up first."
    );

    public static readonly Error NotOpen = Error.Conflict(
        "wallet.batch-not-open",
        "This batch is approved or given up: nothing in it changes any more."
    );

    public static readonly Error NotReviewed = Error.Conflict(
        "wallet.batch-not-reviewed",
        "Finance has to look at this batch first."
    );

    public static readonly Error NotApproved = Error.Conflict(
        "wallet.batch-not-approved",
        "A second person has to approve this batch first."
    );

    public static readonly Error NoFile = Error.Conflict(
        "wallet.batch-has-no-file",
        "The bank's file of this batch has to be made first, and it is sent once."
    );

    public static readonly Error SamePerson = Error.Refused(
        "wallet.four-eyes",
        "Somebody who prepared, reviewed or changed a batch, or imported what the bank says of it, does not decide on "
            + "it: ask a second person."
    );

    public static readonly Error NotIndependent = Error.Refused(
        "wallet.not-independent",
        "You and somebody who prepared this batch were brought in by the same administrator, or one by the other. "
            + "Ask an approver whom another administrator brought in."
    );

    public static readonly Error OwnPayout = Error.Refused(
        "wallet.own-payout",
        "You are paid by this batch, so somebody else has to decide on it."
    );

    public static readonly Error Changed = Error.Conflict(
        "wallet.batch-changed",
        "This batch is not the one you looked at any more. Please look again."
    );

    public static readonly Error NotPersonal = Error.Forbidden(
        "wallet.person-needed",
        "Only a person answers for a payout."
    );

    public static readonly Error OtherFormat = Error.Conflict(
        "wallet.other-format",
        "This batch has its file in another format. A second one of the same order could be paid twice."
    );

    public static Error PayeesChanged(IEnumerable<string> references) =>
        Error.Conflict(
            "wallet.payee-changed",
            "Bank details changed or payouts rest since this batch was gathered. Take out: "
                + string.Join(", ", references)
                + "."
        );

    public static readonly Error PayDateKept = Error.Conflict(
        "wallet.pay-date-kept",
        "This batch can still be paid on its day, so its approval stands."
    );

    public static readonly Error FileGivenOut = Error.Conflict(
        "wallet.file-given-out",
        "The file of this batch was downloaded, so the bank may have it. Say that the bank has it: what it refuses, or "
            + "stays silent about, is cleared up payout by payout."
    );

    public static Error PayDateMoved(LocalDate to) =>
        Error
            .Conflict(
                "wallet.pay-date-moved",
                $"Banks pay this batch on {Iso(to)}, another day than the one you looked at. Please look again and "
                    + "approve that day."
            )
            .With("payDate", Iso(to));

    public static Error PayDatePast(LocalDate to) =>
        Error
            .Conflict(
                "wallet.pay-date-past",
                $"The day this batch was approved for is over, and what was approved never changes. Put it back for "
                    + $"approval: the next day banks can pay on is {Iso(to)}."
            )
            .With("payDate", Iso(to));

    public static Error BacsTooLate(LocalDate lastDay) =>
        Error
            .Conflict(
                "wallet.bacs-too-late",
                $"BACS takes a file two working days before the money arrives: for this batch {Iso(lastDay)} was the "
                    + "last. Make a pain.001 file, or put the batch back for approval."
            )
            .With("lastDay", Iso(lastDay));

    private static string Iso(LocalDate day) => LocalDatePattern.Iso.Format(day);
}

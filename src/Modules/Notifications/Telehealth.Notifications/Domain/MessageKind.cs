
using Telehealth.BuildingBlocks;

namespace Telehealth.Notifications.Domain;

/// <summary>What people switch on and off together.</summary>
public enum Topic
{
    /// <summary>The account itself: cannot be switched off.</summary>
    Account,

    /// <summary>Requests for sessions.</summary>
    Requests,

    /// <summary>Booked sessions.</summary>
    Sessions,

    /// <summary>Reminders.</summary>
    Reminders,

    /// <summary>Top-ups, receipts, withdrawals and payouts.</summary>
    Money,
}

/// <summary>One kind of message: its template's name and the ways it may go.</summary>
/// <param name="Template">Name of the template's file.</param>
/// <param name="Topic">Under which it is switched on and off.</param>
/// <param name="Lane">Who is hurt when it is late.</param>
/// <param name="Email">It has a mail.</param>
/// <param name="Sms">It has a text message.</param>
/// <param name="InApp">It is shown in the app.</param>
/// <param name="EmailAlways">The mail carries what the person needs to hold: it goes whatever the preferences.</param>
/// <param name="ToUnproven">Its text message goes whatever the preferences, and to a number not proven yet.</param>
/// <param name="ToTeam">
/// Goes to the safeguarding team: Compliance hears when it does not arrive, and asks the next one.
/// </param>
internal sealed record MessageKind(
    string Template,
    Topic Topic,
    Lane Lane,
    bool Email = true,
    bool Sms = false,
    bool InApp = true,
    bool EmailAlways = false,
    bool ToUnproven = false,
    bool ToTeam = false
)
{
    public static readonly MessageKind ConfirmEmail = Account("confirm-email");
    public static readonly MessageKind SignUpRepeated = Account("sign-up-repeated");
    public static readonly MessageKind ResetPassword = Account("reset-password");
    public static readonly MessageKind PhoneCode = new(
        "phone-code",
        Topic.Account,
        Lane.Prompt,
        Email: false,
        Sms: true,
        InApp: false,
        ToUnproven: true
    );
    public static readonly MessageKind ClearanceGranted = new(
        "clearance-granted",
        Topic.Account,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind ClearanceLost = new(
        "clearance-lost",
        Topic.Account,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind RequestReceived = new(
        "request-received",
        Topic.Requests,
        Lane.Prompt,
        Sms: true
    );
    public static readonly MessageKind BroadcastReceived = new(
        "broadcast-received",
        Topic.Requests,
        Lane.Prompt,
        Sms: true
    );
    public static readonly MessageKind BroadcastEnded = new("broadcast-ended", Topic.Requests, Lane.Ordinary);
    public static readonly MessageKind RequestDeclined = new("request-declined", Topic.Requests, Lane.Ordinary);
    public static readonly MessageKind RequestExpired = new("request-expired", Topic.Requests, Lane.Ordinary);
    public static readonly MessageKind RequestMissed = new("request-missed", Topic.Requests, Lane.Ordinary);
    public static readonly MessageKind RequestWithdrawn = new("request-withdrawn", Topic.Requests, Lane.Ordinary);
    public static readonly MessageKind PoolWaiting = new(
        "pool-waiting",
        Topic.Requests,
        Lane.Prompt,
        Email: false,
        Sms: true,
        InApp: false
    );
    public static readonly MessageKind SessionConfirmed = new(
        "session-confirmed",
        Topic.Sessions,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind SessionCancelled = new(
        "session-cancelled",
        Topic.Sessions,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind SessionMissed = new("session-missed", Topic.Sessions, Lane.Ordinary);
    public static readonly MessageKind ReviewGiven = new("review-given", Topic.Sessions, Lane.Ordinary);
    public static readonly MessageKind SessionStarting = new(
        "session-starting",
        Topic.Sessions,
        Lane.Prompt,
        Sms: true
    );
    public static readonly MessageKind SessionReminder = new(
        "session-reminder",
        Topic.Reminders,
        Lane.Ordinary,
        InApp: false
    );
    public static readonly MessageKind ToppedUp = new("topped-up", Topic.Money, Lane.Ordinary);
    public static readonly MessageKind ReceiptIssued = new(
        "receipt-issued",
        Topic.Money,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind InvoiceAwaited = new(
        "invoice-awaited",
        Topic.Money,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind InvoiceRejected = new(
        "invoice-rejected",
        Topic.Money,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind PayoutScheduled = new("payout-scheduled", Topic.Money, Lane.Ordinary);
    public static readonly MessageKind PayoutPaid = new("payout-paid", Topic.Money, Lane.Ordinary);
    public static readonly MessageKind PayoutReturned = new(
        "payout-returned",
        Topic.Money,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind ProviderDocument = new(
        "provider-document",
        Topic.Money,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind BankDetailsGiven = new(
        "bank-details-given",
        Topic.Account,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind BankDetailsChanged = new(
        "bank-details-changed",
        Topic.Account,
        Lane.Ordinary,
        EmailAlways: true
    );
    public static readonly MessageKind HubInvitation = Account("hub-invitation");
    public static readonly MessageKind MembershipCode = Account("membership-code");
    public static readonly MessageKind HubLive = new("hub-live", Topic.Sessions, Lane.Ordinary, EmailAlways: true);

    public static readonly MessageKind OutcomeMissing = new(
        "outcome-missing",
        Topic.Sessions,
        Lane.Ordinary,
        EmailAlways: true
    );

    public static readonly MessageKind ConcernRaised = Team("concern-raised");
    public static readonly MessageKind CaseOverdue = Team("case-overdue");
    public static readonly MessageKind RiskAlert = Team("risk-alert");
    public static readonly MessageKind RiskAlertUnanswered = Team("risk-alert-unanswered");
    public static readonly MessageKind RiskAlertForOperations = Operations("risk-alert-operations");
    public static readonly MessageKind TeamUnreached = Operations("team-unreached");
    public static readonly MessageKind ConsentReview = new(
        "consent-review",
        Topic.Account,
        Lane.Ordinary,
        EmailAlways: true
    );

    /// <summary>Every kind.</summary>
    public static readonly IReadOnlyList<MessageKind> All =
    [
        ConfirmEmail,
        SignUpRepeated,
        ResetPassword,
        PhoneCode,
        ClearanceGranted,
        ClearanceLost,
        RequestReceived,
        BroadcastReceived,
        BroadcastEnded,
        RequestDeclined,
        RequestExpired,
        RequestMissed,
        RequestWithdrawn,
        PoolWaiting,
        SessionConfirmed,
        SessionCancelled,
        SessionMissed,
        ReviewGiven,
        SessionStarting,
        SessionReminder,
        ToppedUp,
        ReceiptIssued,
        InvoiceAwaited,
        InvoiceRejected,
        PayoutScheduled,
        PayoutPaid,
        PayoutReturned,
        ProviderDocument,
        BankDetailsGiven,
        BankDetailsChanged,
        HubInvitation,
        MembershipCode,
        HubLive,
        OutcomeMissing,
        ConcernRaised,
        CaseOverdue,
        RiskAlert,
        RiskAlertUnanswered,
        RiskAlertForOperations,
        TeamUnreached,
        ConsentReview,
    ];

    public static MessageKind Of(string template) => All.Single(x => x.Template == template);

    /// <summary>A request as who was asked hears of it.</summary>
    public bool IsForProvider =>
        Template is "request-received" or "broadcast-received" or "request-missed" or "request-withdrawn";

    private static MessageKind Account(string template) =>
        new(template, Topic.Account, Lane.Prompt, InApp: false, EmailAlways: true);

    private static MessageKind Team(string template) => Operations(template) with { ToTeam = true };

    private static MessageKind Operations(string template) =>
        new(template, Topic.Account, Lane.Safety, Sms: true, EmailAlways: true);
}

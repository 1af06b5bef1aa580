using NodaTime;
using NodaTime.Text;
using Telehealth.BuildingBlocks;

namespace Telehealth.IntegrationTests.Api;

/// <summary>The rows.</summary>
public abstract partial class RefusalSuite
{
    private IEnumerable<Row> NotFound() =>
        [
            new(Roles.SafeguardingLead, $"GET compliance/cases/{Nobody}", null, 404, "compliance.case-not-found"),
            new(
                Roles.SafeguardingLead,
                $"GET compliance/risk-alerts/{Nobody}",
                null,
                404,
                "compliance.alert-not-found"
            ),
            new(
                Roles.ComplianceReviewer,
                $"GET compliance/clearance-files/{Nobody}",
                null,
                404,
                "compliance.clearance-file-not-found"
            ),
            new(Roles.Support, $"GET compliance/consents/{Nobody}/evidence", null, 404, "compliance.consent-not-found"),
            new("provider", "POST compliance/concerns", Concern(), 404, "compliance.session-not-found"),
            new(Roles.ProgrammeManager, $"GET hubs/employers/{Nobody}", null, 404, "hubs.employer-not-found"),
            new(Roles.ProgrammeManager, $"GET hubs/programmes/{Nobody}/visits", null, 404, "hubs.programme-not-found"),
            new(
                "provider",
                "POST hubs/invitations/accept",
                Accept(new string('0', 64), 1),
                404,
                "hubs.invitation-invalid"
            ),
            new(Roles.PlatformAdmin, $"DELETE identity/partners/{Nobody}", null, 404, "identity.partner-unknown"),
            new("anybody", $"GET marketplace/providers/{Nobody}", null, 404, "marketplace.profile-not-found"),
            new("anybody", $"GET marketplace/providers/{Nobody}/photo", null, 404, "marketplace.photo-not-found"),
            new("provider", "GET marketplace/providers/me/calendar", null, 404, "marketplace.calendar-not-found"),
            new(
                "provider",
                $"GET marketplace/providers/me/services/{Nobody}",
                null,
                404,
                "marketplace.service-not-found"
            ),
            new(
                Roles.Operations,
                $"POST notifications/deliveries/{Nobody}/resend",
                new { },
                404,
                "notifications.delivery-not-found"
            ),
            new("client", $"POST notifications/{Nobody}/read", new { }, 404, "notifications.not-found"),
            new("client", $"GET receipts/documents/{Nobody}", null, 404, "receipts.document-not-found"),
            new("anybody", "GET receipts/verify/23456789ABCDEFGHJKLMNPQRST", null, 404, "receipts.unknown-code"),
            new("provider", "DELETE receipts/self-billing/agreement", null, 404, "receipts.no-agreement"),
            new(
                "anybody",
                $"GET sessions/calendar/{new string('a', 43)}.ics",
                null,
                404,
                "sessions.calendar-feed-unknown"
            ),
            new("provider", "GET sessions/calendar-feed", null, 404, "sessions.no-calendar-feed"),
            new("client", $"GET wallet/top-ups/{Nobody}", null, 404, "wallet.top-up-not-found"),
            new("provider", $"GET wallet/withdrawals/{Nobody}", null, 404, "wallet.withdrawal-not-found"),
            new("provider", "GET wallet/bank-details", null, 404, "wallet.bank-details-missing"),
            new(Roles.Finance, $"GET wallet/journals/{Nobody}", null, 404, "wallet.journal-not-found"),
            new(Roles.Finance, $"GET wallet/bank-answers/{Nobody}", null, 404, "wallet.bank-answer-not-found"),
            new(Roles.Finance, $"POST wallet/admin/invoices/{Nobody}/accept", new { }, 404, "wallet.invoice-not-found"),
            new("anybody", "GET nowhere", null, 404, "platform.not-found"),
        ];

    private static IEnumerable<Row> UnknownWords() =>
        [
            new(
                Roles.ComplianceReviewer,
                "GET compliance/clearance-files?state=lost",
                null,
                400,
                "compliance.unknown-state"
            ),
            new(Roles.Operations, "GET notifications/deliveries?state=lost", null, 400, "notifications.state"),
            new("client", "GET marketplace/clients/me/bookings?when=never", null, 400, "marketplace.unknown-when"),
            new(Roles.Finance, "GET wallet/payout-batches?state=lost", null, 400, "wallet.unknown-word"),
            new(Roles.Finance, "GET wallet/admin/withdrawals?state=lost", null, 400, "wallet.unknown-state"),
            new(Roles.Finance, "GET wallet/payouts/friday?date=yesterday", null, 400, "wallet.date"),
            new("client", "GET wallet/transactions?limit=0", null, 400, "paging.limit"),
            new("client", "GET wallet/transactions?after=abc", null, 400, "paging.cursor"),
        ];

    private IEnumerable<Row> NotYet() =>
        [
            new("client", "GET wallet/earnings", null, 403, "wallet.no-earnings"),
            new(
                "provider",
                "PUT wallet/bank-details",
                Account("GB00BUKB20201555555555"),
                400,
                "wallet.bank-details-wrong",
                "*"
            ),
            new("provider", "PUT quick-connect/presence", Presence(2), 422, "quickconnect.not-cleared"),
            new("provider", "PUT quick-connect/presence", Presence(48), 400, "quickconnect.until-out-of-range"),
            new("client", "PUT identity/me", Me(), 412, "identity.person-changed", "\"99\""),
            new("client", "PUT identity/me", Me(), 428, "precondition.required"),
            new("anybody", "POST identity/accounts/confirm", Confirmation(), 422, "identity.link-invalid"),
            new(
                Roles.PlatformAdmin,
                $"PUT identity/people/{Nobody}/roles/emperor",
                new { },
                422,
                "identity.role-unknown"
            ),
            new("anybody", "GET identity/me", null, 401, "unauthenticated"),
            new("anybody", "DELETE marketplace/channels", null, 405, "platform.method-not-allowed"),
            new("client", "GET identity/staff", null, 403, "forbidden"),
        ];

    private object Concern() =>
        new
        {
            Category = "domesticAbuse",
            Severity = "sameDay",
            Facts = "What was said",
            Opinion = "What it may mean",
            Whereabouts = "At home",
            ActionsTaken = "None",
            SessionId = Nobody,
            Who = (string?)null,
            EmergencyReference = (string?)null,
        };

    private static object Topics() =>
        new
        {
            Topics = (object[])
                [
                    new
                    {
                        Topic = "reminders",
                        Email = true,
                        Sms = false,
                        InApp = true,
                    },
                ],
        };

    private static object Hire(string email) =>
        new
        {
            Email = email,
            DisplayName = "Pat Provider",
            Roles = (string[])[Roles.Support],
            Country = "GB",
            TimeZone = "Europe/London",
            Language = "en-GB",
        };

    private static object Account(string iban) =>
        new
        {
            HolderName = "Pat Provider",
            Kind = "iban",
            Currency = "EUR",
            Iban = iban,
        };

    private object Presence(int hours) =>
        new { Until = InstantPattern.ExtendedIso.Format(App.Now + Duration.FromHours(hours)), Mode = "online" };

    private static object Me() =>
        new
        {
            DisplayName = "Ana Client",
            Country = "GB",
            TimeZone = "Europe/London",
            Language = "en",
        };

    private object Confirmation() => new { PersonId = Nobody, Token = new string('a', 60) };
}

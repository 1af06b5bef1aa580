using System.Text.RegularExpressions;

namespace Telehealth.Host.OpenApi;

/// <summary>
/// Words for what many operations share. What is not found here and not said by the slice fails a test.
/// </summary>
internal static partial class Words
{
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.OrdinalIgnoreCase)
    {
        ["after"] = "Cursor of the page before: its `next`. Leave it out for the first page.",
        ["limit"] = "How many items at most, 1 to 100; 25 when left out.",
        ["from"] = "Only what begins at this instant or later.",
        ["to"] = "Only what begins before this instant.",
        ["until"] = "Only what begins before this instant.",
        ["zone"] = "IANA time zone the answer is shown in, such as Europe/London.",
        ["timeZone"] = "IANA time zone the answer is shown in, such as Europe/London.",
        ["category"] = "Only providers of this category.",
        ["specialty"] = "Only providers with this specialty.",
        ["language"] = "Only providers who speak this language (BCP 47, such as pl).",
        ["mode"] = "How to meet: video, phone or in-person.",
        ["currency"] = "ISO 4217 code, such as GBP.",
        ["state"] = "Only those in this state.",
        ["status"] = "Only those in this state.",
        ["view"] = "Which part of the list: those to come, or those past.",
        ["token"] = "The secret part of the private address.",
        ["role"] = "The role, such as compliance-reviewer.",
        ["version"] = "The version asked for.",
        ["availableWithin"] = "Only providers with a free slot within so many hours.",
        ["code"] = "The verification code printed on the document.",
        ["date"] = "The date in the provider's own zone, such as 2027-03-28.",
        ["every"] = "Minutes between offered starts; the service's own rhythm when left out.",
        ["gender"] = "Only providers of this gender.",
        ["maxPrice"] = "Only providers with a price up to this, in minor units of the currency.",
        ["minRating"] = "Only providers rated so much on average, 1 to 5.",
        ["account"] =
            "Only those that touch an account whose code begins like this, such as liability:provider-payable:.",
        ["booking"] = "Only those for this booking number.",
        ["reference"] = "Only those with this reference: a withdrawal's, or the outside fact's id.",
        ["withdrawal"] = "Id of the withdrawal.",
        ["closed"] = "True for closed cases; the open ones when left out.",
        ["overdue"] = "True for those whose review is overdue.",
        ["kind"] = "Only documents of this kind, such as receipt or commissionInvoice.",
        ["format"] = "The kind of file expected: pain001 or bacs; leave it out for whichever there is.",
        ["module"] = "The module whose consumer failed, such as wallet.",
        ["person"] = "Only messages to this person.",
        ["provider"] = "Only those of this provider.",
        ["q"] = "Part of the name, accents and case aside.",
        ["sequence"] = "The dead letter's sequence within its module.",
        ["when"] = "Which part of the list: upcoming or past.",
    };

    private static readonly Dictionary<string, string> Tags = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Identity"] = "Accounts: signing up, confirming the address, own data, roles.",
        ["Compliance"] = "Clearance, guardians' consents, safeguarding and the audit.",
        ["Marketplace"] = "Profiles, services, availability, search, requests and bookings.",
        ["Ledger"] = "The double-entry ledger behind the wallet: balances, corrections.",
        ["Booking requests"] =
            "A client asks for a time; the provider accepts in three steps, or declines with a reason.",
        ["Bookings"] = "Confirmed bookings, as client and provider see them.",
        ["Calendar"] = "When a provider is open: weekly hours, dates of their own, blocks.",
        ["Clearance"] = "Who may be listed and booked, and who decided it.",
        ["Concierge"] = "Booking a session on a member's behalf.",
        ["Hubs: employers"] = "Employers, their wellbeing hubs, who runs them and what they give their people.",
        ["Hubs: members"] = "Joining an employer's hub by work address, and booking with a credit.",
        ["Hubs: providers"] = "Invitations of providers into a hub.",
        ["Partner API"] = "What an insurer's system does for the people it insures.",
        ["Partners"] = "Partner programmes: who belongs to them, and which visits are open.",
        ["Quick connect"] = "The pool: talking to somebody right now.",
        ["Consents"] = "Parents' and guardians' consents for clients under age.",
        ["Safeguarding"] = "Concerns, the cases they open, and the audit of who read them.",
        ["Provider profile"] = "What a provider says of the practice, and the picture.",
        ["Search"] = "Finding a provider and a free slot.",
        ["Services"] = "What a provider offers, for how long and at what price.",
        ["Payouts"] = "The Friday: batches, four eyes, the bank's files and its answers.",
        ["Withdrawals"] = "A provider's way from matured earnings to the bank, and the invoices for it.",
        ["Wallet"] = "Top-ups, balances and earnings.",
        ["Bank details"] = "Where a provider is paid: checked, sealed, shown masked.",
        ["Sessions"] = "Rooms: start, wait, admit, complete.",
        ["Receipts"] = "Documents issued on completion.",
        ["Notifications"] = "Messages that were sent.",
        ["Operations"] = "The machinery: queues, dead letters, replay.",
    };

    public static string? Tag(string name) => Tags.GetValueOrDefault(name);

    public static string? Parameter(string name, string? noun)
    {
        if (Parameters.TryGetValue(name, out var words))
        {
            return words;
        }

        return name.Equals("id", StringComparison.OrdinalIgnoreCase)
                ? $"Id of the one you mean ({noun?.ToLowerInvariant()})."
            : name.EndsWith("Id", StringComparison.Ordinal)
                ? $"Id of the {Humps().Replace(name[..^2], " $1").Trim().ToLowerInvariant()}."
            : null;
    }

    [GeneratedRegex("([A-Z])")]
    private static partial Regex Humps();
}
